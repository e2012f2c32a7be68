// What stands on TCP and TLS: HTTP, packed bytes, WebSocket frames, key logs.
#include <gmock/gmock.h>
#include <zlib.h>

#include "core/wire/websocket_codec.hpp"
#include "doctor/artefacts/capture/dialogue.hpp"
#include "doctor/artefacts/capture/http_reader.hpp"
#include "doctor/artefacts/capture/inflate.hpp"
#include "doctor/artefacts/capture/key_log.hpp"
#include "doctor/artefacts/capture/websocket_deflate.hpp"

namespace redial::doctor::capture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Reads = HttpReader::Reads;
using Next = HttpReader::Next;

struct Messages : HttpReader::Sink {
  Next http_head(const HttpMessage& head) override { return head.status == 101 ? Next::not_http : next; }
  void http_message(HttpMessage message) override {
    const std::string what = message.status != 0 ? std::to_string(message.status) : message.method + " " + message.target;
    all.push_back(what + " " + (message.is_body_known ? message.body : "?"));
  }
  Next next = Next::body;
  std::vector<std::string> all;
};

std::vector<std::string> read(Reads reads, const std::string& text, std::size_t piece) {
  HttpReader reader(reads);
  Messages messages;
  for (std::size_t at = 0; at < text.size(); at += piece) reader.add(bytes_of(text.substr(at, piece)), messages);
  if (reader.is_broken()) messages.all.emplace_back("broken");
  return messages.all;
}

void expect_in_any_pieces(Reads reads, const std::string& text, const std::vector<std::string>& expected) {
  for (const std::size_t piece : {1u, 2u, 7u, 10'000u}) EXPECT_EQ(read(reads, text, piece), expected) << piece;
}

TEST(HttpReaderTest, PipelinedRequests) {
  expect_in_any_pieces(Reads::requests,
                       "POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /b?c=d HTTP/1.1\r\nHost: x\r\n\r\n"
                       "POST /c HTTP/1.1\r\ntransfer-encoding: Chunked\r\n\r\n2;x=y\r\nde\r\n1\r\nf\r\n0\r\nTrailer: 1\r\n\r\n",
                       {"POST /a abc", "GET /b?c=d ", "POST /c def"});
}

TEST(HttpReaderTest, ResponsesOfKnownLength) {
  expect_in_any_pieces(Reads::responses,
                       "HTTP/1.1 200 OK\nContent-Length: 2\n\nokHTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                       {"200 ok", "404 "});
}

TEST(HttpReaderTest, ResponseUntilTheEnd) {
  HttpReader reader(Reads::responses);
  Messages messages;
  reader.add(bytes_of("HTTP/1.1 200 OK\r\n\r\nabc"), messages);
  EXPECT_THAT(messages.all, IsEmpty());
  reader.end(messages);
  EXPECT_THAT(messages.all, ElementsAre("200 abc"));
}

TEST(HttpReaderTest, WhatFollowsAnUpgradeIsGivenBack) {
  HttpReader reader(Reads::responses);
  Messages messages;
  EXPECT_EQ(text_of(reader.add(bytes_of("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\nframes"), messages)), "frames");
}

TEST(HttpReaderTest, BodyTooLongIsPassedOver) {
  const std::string body(kMaxBodyBytes + 1, 'x');
  const std::string sized = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  char size[16];
  std::snprintf(size, sizeof size, "%zx", body.size());
  const std::string chunked =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(size) + "\r\n" + body + "\r\n0\r\n\r\n";
  EXPECT_THAT(read(Reads::responses, sized + chunked, 1000), ElementsAre("200 ?", "200 ?"));
}

TEST(HttpReaderTest, HoleInABodyLeavesTheRestReadable) {
  HttpReader reader(Reads::responses);
  Messages messages;
  reader.add(bytes_of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"), messages);
  reader.lost(3);
  reader.add(bytes_of("fghiHTTP/1.1 204 No\r\nContent-Length: 0\r\n\r\n"), messages);
  EXPECT_THAT(messages.all, ElementsAre("200 ?", "204 "));
  reader.lost(1);
  EXPECT_TRUE(reader.is_broken());
}

TEST(HttpReaderTest, WhatIsNoHttpBreaksIt) {
  EXPECT_THAT(read(Reads::requests, "SSH-2.0-x\r\n\r\n", 100), ElementsAre("broken"));
  EXPECT_THAT(read(Reads::responses, "HTTP/1.1 2x0 OK\r\n\r\n", 100), ElementsAre("broken"));
  EXPECT_THAT(read(Reads::responses, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 100), ElementsAre("broken"));
}

TEST(HttpReaderTest, HeadsHaveLimits) {
  EXPECT_THAT(read(Reads::requests, "GET / HTTP/1.1\r\nX: " + std::string(kMaxHeadBytes, 'x'), 1000), ElementsAre("broken"));
  std::string many = "GET / HTTP/1.1\r\n";
  for (std::size_t i = 0; i <= kMaxHeaders; ++i) many += "X: y\r\n";
  EXPECT_THAT(read(Reads::requests, many + "\r\n", 1000), ElementsAre("broken"));
}

TEST(SpeechTest, IsRecognisedByWhatTheClientSaysFirst) {
  const auto speech = [](std::string_view text) { return recognise_speech(bytes_of(text)); };
  EXPECT_EQ(speech("GET / HTTP/1.1"), Speech::http);
  EXPECT_EQ(speech("PO"), std::nullopt);
  EXPECT_EQ(speech("PRI * HTTP/2.0\r\n"), Speech::http2);
  EXPECT_EQ(speech("PRI"), std::nullopt);
  EXPECT_EQ(speech("\x16\x03\x01"), Speech::tls);
  EXPECT_EQ(speech("\x14\x5c\x48\x6c"), Speech::native);   // CONNECT of docs/PROTOCOL.md
  EXPECT_EQ(speech("\x14\x5d\x48\x6c"), Speech::foreign);  // with a wrong checksum
  EXPECT_EQ(speech("SSH-2.0"), Speech::foreign);
}

// ---- packed ----
std::string deflated(const std::string& text, int header, int flush, z_stream* shared = nullptr) {
  z_stream own{}, *stream = shared == nullptr ? &own : shared;
  if (shared == nullptr) deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, header, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(stream, text.size()) + 64, '\0');
  stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream->avail_in = static_cast<uInt>(text.size());
  stream->next_out = reinterpret_cast<Bytef*>(out.data());
  stream->avail_out = static_cast<uInt>(out.size());
  deflate(stream, flush);
  out.resize(out.size() - stream->avail_out);
  if (shared == nullptr) deflateEnd(stream);
  return out;
}

TEST(InflateTest, GzipZlibAndBareDeflate) {
  for (const int header : {15 + 16, 15, -15}) EXPECT_EQ(inflated(bytes_of(deflated("hello", header, Z_FINISH)), 100), "hello");
}

TEST(InflateTest, CutDamagedAndTooLongAreNothing) {
  const std::string packed = deflated(std::string(1000, 'x'), 15, Z_FINISH);
  EXPECT_TRUE(inflated(bytes_of(packed), 1000));
  EXPECT_FALSE(inflated(bytes_of(packed), 999));
  EXPECT_FALSE(inflated(bytes_of(packed.substr(0, packed.size() - 1)), 1000));
  EXPECT_FALSE(inflated(bytes_of("no packed text"), 1000));
}

// Messages as RFC 7692 packs them, which build on each other.
class Packer {
 public:
  Packer() { deflateInit2(&stream_, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY); }
  ~Packer() { deflateEnd(&stream_); }
  std::string pack(const std::string& text) {
    std::string packed = deflated(text, -15, Z_SYNC_FLUSH, &stream_);
    packed.resize(packed.size() - 4);
    return packed;
  }

 private:
  z_stream stream_{};
};

std::string plain_of(WebSocketDeflate& deflate, const wire::Bytes& frames, std::size_t piece) {
  wire::WebSocketReader reader(wire::WebSocketReader::Role::server);
  std::string seen;
  for (std::size_t at = 0; at < frames.size(); at += piece) {
    for (const auto& event : reader.read(deflate.add(View(frames).subspan(at, std::min(piece, frames.size() - at))))) {
      if (const auto* message = std::get_if<wire::WebSocketMessage>(&event)) seen += std::string(text_of(message->payload)) + "|";
      if (std::holds_alternative<wire::WebSocketPing>(event)) seen += "ping|";
      if (std::holds_alternative<wire::WebSocketViolation>(event)) seen += "violation|";
    }
  }
  return seen;
}

TEST(WebSocketDeflateTest, MessagesAreUnpackedAndTheRestIsLeftAlone) {
  Packer packer;
  const std::string first = packer.pack("hello, hello, hello"), second = packer.pack("hello, hello, hello");
  EXPECT_LT(second.size(), first.size());  // it builds on the first
  constexpr wire::MaskKey kMask{1, 2, 3, 4};
  wire::Bytes frames;
  const auto put = [&](wire::WebSocketFrame frame, std::string_view payload) {
    frame.mask = kMask;
    const auto bytes = wire::encode_frame(frame, bytes_of(payload));
    frames.insert(frames.end(), bytes.begin(), bytes.end());
  };
  put({.is_final = false, .reserved_bits = 4}, first.substr(0, 5));
  put({.opcode = wire::Opcode::ping}, "x");
  put({.opcode = wire::Opcode::continuation}, first.substr(5));
  put({}, "plain");
  put({.reserved_bits = 4}, second);
  put({}, "");
  for (const std::size_t piece : {1u, 3u, 1000u}) {
    WebSocketDeflate deflate;
    EXPECT_EQ(plain_of(deflate, frames, piece), "ping|hello, hello, hello|plain|hello, hello, hello||") << piece;
  }
}

TEST(WebSocketDeflateTest, MessageThatCannotBeUnpackedEndsIt) {
  WebSocketDeflate deflate;
  EXPECT_EQ(plain_of(deflate, wire::encode_frame({.reserved_bits = 4}, bytes_of("\xff\xff\xff")), 100), "");
  EXPECT_TRUE(deflate.is_broken());
}

TEST(WebSocketDeflateTest, MessageLongerThanAnyOfOursEndsIt) {
  WebSocketDeflate deflate;
  const wire::Bytes frame = wire::encode_frame({}, wire::Bytes(wire::kMaxMessageBytes + 1));
  deflate.add(View(frame).first(20));
  EXPECT_TRUE(deflate.is_broken());
}

// ---- key logs ----
TEST(KeyLogTest, LinesInAnyOrderAndAnyEnd) {
  const std::string random(64, 'a');
  KeyLog log;
  log.add("# comment\r\nCLIENT_RANDOM " + random + " 0102\r\nUNKNOWN " + random + " 03\nSERVER_TRAFFIC_SECRET_0 " + random +
          " AbcD");
  TlsRandom client;
  client.fill(0xaa);
  ASSERT_NE(log.find(client, TlsSecret::master), nullptr);
  EXPECT_EQ(*log.find(client, TlsSecret::master), (wire::Bytes{1, 2}));
  EXPECT_EQ(*log.find(client, TlsSecret::server_traffic), (wire::Bytes{0xab, 0xcd}));
  EXPECT_EQ(log.find(client, TlsSecret::client_traffic), nullptr);
  EXPECT_TRUE(log.knows(client));
}

TEST(KeyLogTest, WhatIsNoLineIsSkipped) {
  KeyLog log;
  log.add("CLIENT_RANDOM\nCLIENT_RANDOM zz 01\nCLIENT_RANDOM " + std::string(62, 'a') + " 01\n\n \nCLIENT_RANDOM " +
          std::string(64, 'a') + " " + std::string(2 * kMaxSecretBytes + 2, 'b'));
  EXPECT_TRUE(log.is_empty());
}

}  // namespace
}  // namespace redial::doctor::capture
