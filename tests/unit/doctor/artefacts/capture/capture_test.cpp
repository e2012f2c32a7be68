// Whole captures as cases: navigation, both dialects, their ends, and what is missing.
#include "doctor/artefacts/capture/capture.hpp"

#include <gmock/gmock.h>

#include "core/wire/connect.hpp"
#include "core/wire/native_frame.hpp"
#include "core/wire/websocket_frame.hpp"
#include "tests/unit/doctor/artefacts/capture/made_capture.hpp"
#include "tests/unit/doctor/artefacts/capture/tls_pair.hpp"

namespace redial::doctor::capture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kQuestion =
    "POST /v2/navi.json?cloud=0 HTTP/1.1\r\nHost: 127.0.0.1:80\r\nRC-Appkey: 8luwapkv84g0l\r\nContent-Length: 50\r\n\r\n"
    "token=q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D%40&v=5.38.0";
constexpr std::string_view kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Length: 82\r\n\r\n"
    R"({"code":200,"userId":"u1","serverAddr":[{"addr":"127.0.0.1:90","protocol":5}]}    )";
constexpr std::string_view kUpgrade =
    "GET /websocket?appId=8luwapkv84g0l&token=q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D%40&sdkVer=5.38.0&deviceId=D1&protocolVer=3 "
    "HTTP/1.1\r\nHost: 127.0.0.1:90\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
constexpr std::string_view kSwitched = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

wire::Bytes frame_of(const wire::Bytes& message) { return wire::encode_frame({}, message); }
wire::Bytes masked(const wire::Bytes& message) { return wire::encode_frame({.mask = wire::MaskKey{1, 2, 3, 4}}, message); }
wire::Bytes close_frame(std::uint16_t code) {
  return wire::encode_frame({.opcode = wire::Opcode::close}, wire::close_payload(code));
}
const wire::Bytes kRefusal{0x20, 0x00, 0x04}, kPing{0xc0}, kPong{0xd0};

void refuse_login(MadeCapture& capture) {
  MadeConnection navigation(capture, end(40'000), end(80));
  navigation.client(kQuestion);
  navigation.server(kAnswer);
  MadeConnection chat(capture, end(40'001), end(90));
  chat.client(kUpgrade);
  chat.server(kSwitched);
  chat.server(frame_of(kRefusal));
  chat.server(close_frame(1000));
  chat.fin(Side::server);
  chat.fin(Side::client);
}

const std::vector<std::string> kRefused = {
    "wire   client-1 navigation-requested token=token-1 detail=http://127.0.0.1:80/v2/navi.json",
    "server client-1 server-navigation code=200 user=u1 token=token-1",
    "wire   client-1 navigation-answered code=200 user=u1 token=token-1 detail=\"code=200 addresses=1\"",
    "wire   client-1 dial epoch=1 token=token-1 detail=ws://127.0.0.1:90/websocket",
    "wire   client-1 socket-opened epoch=1 token=token-1",
    "server client-1 server-login code=4 epoch=1 token=token-1",
    "server client-1 server-sent CONNACK 4 epoch=1 token=token-1",
    "wire   client-1 socket-closed code=1000 epoch=1 token=token-1 detail=\"by the server\""};

TEST(CaptureTest, RefusedLoginReadsAsARunsTraceWould) {
  MadeCapture capture;
  refuse_login(capture);
  const auto one = capture.read();
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_EQ(lines_of(*one), kRefused);
  EXPECT_EQ(one->sdk, "rongcloud-web 5.38.0");
  EXPECT_EQ(one->origin, Origin::capture);
  EXPECT_TRUE(one->sight.wire);
  EXPECT_EQ(one->began, UnixMillis(1'700'000'000'004));  // the request, behind three packets of the handshake
  EXPECT_TRUE(one->gaps.empty());
}

TEST(CaptureTest, BreakingOffAnywhereGivesWhatIsAhead) {
  MadeCapture capture;
  refuse_login(capture);
  MadeCapture cut;
  for (std::size_t size = 0; size <= capture.file.size(); size += 7) {
    cut.file.assign(capture.file.begin(), capture.file.begin() + static_cast<std::ptrdiff_t>(size));
    const auto one = cut.read();
    if (!one) continue;
    const auto lines = lines_of(*one);
    EXPECT_LE(lines.size(), kRefused.size()) << size;
    EXPECT_THAT(lines[0], HasSubstr("navigation-requested")) << size;
  }
  cut.file = capture.file;
  cut.file.pop_back();
  const auto one = cut.read();
  ASSERT_TRUE(one);
  EXPECT_FALSE(one->sight.has_end);
  EXPECT_THAT(one->gaps.at(0).what, HasSubstr("breaks off in a block at byte"));
}

TEST(CaptureTest, NoTokenOrAppKeyIsInACase) {
  MadeCapture capture;
  refuse_login(capture);
  MadeConnection broken(capture, end(40'002), end(90));
  broken.client(kUpgrade);
  broken.server("no HTTP at all, \r\n\r\n");
  const auto one = capture.read();
  ASSERT_TRUE(one);
  for (const std::string& line : lines_of(*one)) {
    EXPECT_THAT(line, Not(HasSubstr("q3Zt7")));
    EXPECT_THAT(line, Not(HasSubstr("8luwapkv84g0l")));
  }
  EXPECT_THAT(lines_of(*one).back(), HasSubstr("socket-failed unusable"));
}

TEST(CaptureTest, WhoResetsTheConnectionIsTold) {
  for (const Side side : {Side::client, Side::server}) {
    MadeCapture capture;
    MadeConnection chat(capture, end(40'001), end(90));
    chat.client(kUpgrade);
    chat.server(kSwitched);
    chat.client(masked(kPing));
    chat.server(frame_of(kPong));
    chat.reset(side);
    const auto one = capture.read();
    ASSERT_TRUE(one);
    EXPECT_THAT(lines_of(*one).at(2), HasSubstr("server-received PINGREQ"));
    EXPECT_THAT(lines_of(*one).at(3), HasSubstr("server-sent PINGRESP"));
    EXPECT_THAT(lines_of(*one).at(4), HasSubstr(side == Side::client ? "by the client, reset" : "by the server, reset"));
  }
}

TEST(CaptureTest, UpgradeAnsweredOtherwiseResetOrNotAtAll) {
  MadeCapture capture;
  {
    MadeConnection chat(capture, end(40'001), end(90));
    chat.client(kUpgrade);
    chat.server("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
  }
  MadeConnection reset(capture, end(40'002), end(90)), given_up(capture, end(40'003), end(90));
  reset.client(kUpgrade);
  reset.reset(Side::server);
  given_up.client(kUpgrade);
  given_up.fin(Side::client);
  const auto one = capture.read();
  ASSERT_TRUE(one);
  std::vector<std::string> failed;
  for (const trace::Event& event : one->trace)
    if (event.kind == trace::EventKind::socket_failed)
      failed.push_back(event.name + " " + std::to_string(event.code.value_or(0)));
  EXPECT_THAT(failed, ElementsAre("http-status 503", "reset 0", "silent 0"));
}

TEST(CaptureTest, NavigationWithoutAnAnswer) {
  MadeCapture capture;
  MadeConnection first(capture, end(40'001), end(80)), second(capture, end(40'002), end(80));
  first.client(kQuestion);
  first.server("HTTP/1.1 200 OK\r\nContent-Length: 80\r\n\r\n{\"code\"");
  first.reset(Side::server);
  second.client(kQuestion);
  second.fin(Side::client);
  const auto one = capture.read();
  ASSERT_TRUE(one);
  EXPECT_THAT(lines_of(*one).at(1), HasSubstr("navigation-failed reset"));
  EXPECT_THAT(lines_of(*one).at(3), HasSubstr("navigation-failed silent"));
}

TEST(CaptureTest, NativeDialectIsKnownByItsConnect) {
  MadeCapture capture;
  MadeConnection chat(capture, end(40'001), end(91));
  const auto connect =
      wire::encode(wire::Connect{.device = "d", .platform = "PC--5.46.1", .app_key = "k-1", .token = "secret-token@"});
  const auto framed = wire::encode_native_frame(connect, wire::kUsualNativeKey);
  chat.client(wire::Bytes(framed.begin(), framed.begin() + 2));  // in pieces
  chat.client(wire::Bytes(framed.begin() + 2, framed.end()));
  chat.server(wire::Bytes{0x20, 0x22, 0x02, 0x6c, 0x49});  // CONNACK 4 of docs/PROTOCOL.md
  chat.fin(Side::server);
  const auto one = capture.read();
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(lines_of(*one), ElementsAre("wire   client-1 dial epoch=1 token=token-1 detail=tcp://127.0.0.1:91",
                                          "wire   client-1 socket-opened epoch=1 token=token-1",
                                          "server client-1 server-received CONNECT epoch=1 token=token-1",
                                          "server client-1 server-login code=4 epoch=1 token=token-1",
                                          "server client-1 server-sent CONNACK 4 epoch=1 token=token-1",
                                          "wire   client-1 socket-closed epoch=1 token=token-1 detail=\"by the server\""));
  EXPECT_EQ(one->profile, "native");
}

// TLS in a capture: what passes a pair becomes packets.
struct Recorded : TlsPair::Tap {
  explicit Recorded(MadeConnection& to) : connection(to) {}
  void passed(Sender from, View bytes) override {
    const wire::Bytes copy(bytes.begin(), bytes.end());
    from == Sender::client ? connection.client(copy) : connection.server(copy);
  }
  MadeConnection& connection;
};

std::string refused_over_tls(MadeCapture& capture) {
  TlsPair pair({});
  MadeConnection connection(capture, end(40'001), end(443));
  Recorded recorded(connection);
  EXPECT_TRUE(pair.handshake(recorded));
  pair.send(Sender::client, std::string(kUpgrade), recorded);
  pair.send(Sender::server, std::string(kSwitched) + std::string(text_of(frame_of(kRefusal))), recorded);
  pair.close(Sender::server, recorded);
  connection.fin(Side::server);
  return pair.key_log;
}

TEST(CaptureTest, TlsIsReadByAKeyLog) {
  MadeCapture capture;
  const std::string keys = refused_over_tls(capture);
  const auto one = capture.read(keys);
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(lines_of(*one), ElementsAre("wire   client-1 dial epoch=1 token=token-1 detail=wss://127.0.0.1:90/websocket",
                                          "wire   client-1 socket-opened epoch=1 token=token-1",
                                          "server client-1 server-login code=4 epoch=1 token=token-1",
                                          "server client-1 server-sent CONNACK 4 epoch=1 token=token-1",
                                          "wire   client-1 socket-closed epoch=1 token=token-1 detail=\"by the server\""));
}

TEST(CaptureTest, TlsIsReadByTheSecretsInTheFile) {
  MadeCapture scratch, capture;
  TlsPair pair({});
  struct Kept : TlsPair::Tap {
    void passed(Sender from, View bytes) override { all.emplace_back(from, wire::Bytes(bytes.begin(), bytes.end())); }
    std::vector<std::pair<Sender, wire::Bytes>> all;
  } kept;
  ASSERT_TRUE(pair.handshake(kept));
  pair.send(Sender::client, std::string(kQuestion), kept);
  capture.secrets(pair.key_log);
  MadeConnection connection(capture, end(40'001), end(443));
  Recorded recorded(connection);
  for (const auto& [from, bytes] : kept.all) recorded.passed(from, bytes);
  const auto one = capture.read();
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(lines_of(*one), ElementsAre(HasSubstr("navigation-requested token=token-1 detail=https://")));
}

TEST(CaptureTest, TlsWithoutSecretsSaysHowToRecordThem) {
  MadeCapture capture;
  refused_over_tls(capture);
  const auto one = capture.read();
  ASSERT_FALSE(one);
  EXPECT_EQ(one.error().where, "made.pcapng");
  EXPECT_THAT(one.error().what, HasSubstr("1 TCP connections, 1 of them TLS without its secrets im.example.com"));
  EXPECT_THAT(one.error().advice, HasSubstr("SSLKEYLOGFILE"));
}

TEST(CaptureTest, TlsWithoutSecretsIsAGapBesideWhatCanBeRead) {
  MadeCapture capture;
  refuse_login(capture);
  refused_over_tls(capture);
  const auto one = capture.read();
  ASSERT_TRUE(one);
  ASSERT_EQ(one->gaps.size(), 1u);
  EXPECT_EQ(one->gaps[0].where, "TLS without its secrets, 1 connections (im.example.com)");
}

TEST(CaptureTest, RefusedCertificateOfTheOnlyServerIsTold) {
  MadeCapture capture;
  TlsPair pair({.version = TLS1_2_VERSION});
  pair.refuse_certificate(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  MadeConnection connection(capture, end(40'001), end(443));
  Recorded recorded(connection);
  EXPECT_FALSE(pair.handshake(recorded));
  connection.fin(Side::client);
  const auto one = capture.read();
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(lines_of(*one).at(0), HasSubstr("navigation-requested detail=https://im.example.com:443"));
  EXPECT_THAT(lines_of(*one).at(1), HasSubstr("navigation-failed certificate-not-yet-valid"));  // of this capture's times
}

TEST(CaptureTest, OthersTrafficIsNoChat) {
  MadeCapture capture;
  MadeConnection web(capture, end(40'001), end(80)), ssh(capture, end(40'002), end(22)), socket(capture, end(40'003), end(80));
  web.client("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  web.server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  ssh.server("SSH-2.0-x\r\n");
  socket.client("GET /other HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n");
  socket.server(kSwitched);
  socket.server(frame_of(kRefusal));
  const auto one = capture.read();
  ASSERT_FALSE(one);
  EXPECT_EQ(one.error().what, "no chat connection or navigation in it: 15 packets, 3 TCP connections");
}

TEST(CaptureTest, TunnelOfAProxyIsLookedInto) {
  MadeCapture capture;
  MadeConnection proxied(capture, end(40'001), end(3128));
  proxied.client("CONNECT 127.0.0.1:90 HTTP/1.1\r\nHost: 127.0.0.1:90\r\n\r\n");
  proxied.server("HTTP/1.1 200 Connection established\r\n\r\n");
  proxied.client(kUpgrade);
  proxied.server(kSwitched);
  proxied.server(frame_of(kRefusal));
  const auto one = capture.read();
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(lines_of(*one).back(), HasSubstr("CONNACK 4"));
}

TEST(CaptureTest, HoleInAChatIsAGapAndItsEndIsToldAllTheSame) {
  MadeCapture capture;
  wire::Bytes hole;
  {
    MadeConnection chat(capture, end(40'001), end(90));
    chat.client(kUpgrade);
    chat.server(kSwitched);
    hole = std::exchange(capture.file, {});  // the next packet is not in the capture
    chat.server(frame_of(kPong));
    capture.file = hole;
    chat.server(frame_of(kPong));
    chat.reset(Side::server);
  }
  const auto one = capture.read();
  ASSERT_TRUE(one);
  EXPECT_THAT(lines_of(*one).back(), HasSubstr("by the server, reset"));
  ASSERT_EQ(one->gaps.size(), 1u);
  EXPECT_EQ(one->gaps[0].where, "connection 1");
}

TEST(CaptureTest, ChatThatWasOpenBeforeTheCaptureLacksItsStart) {
  MadeCapture capture;
  {
    MadeCapture unseen;
    MadeConnection chat(unseen, end(40'000), end(90));
    unseen.file = capture.file;
    chat.server(frame_of(kPong));
    capture.file = unseen.file;
  }
  MadeConnection again(capture, end(40'001), end(90));
  again.client(kUpgrade);
  const auto one = capture.read();
  ASSERT_TRUE(one);
  EXPECT_FALSE(one->sight.has_start);
  EXPECT_EQ(one->gaps.at(0).where, "the capture's beginning");
}

TEST(CaptureTest, AnswerToClientHelloThatIsNoTls) {
  MadeCapture capture;
  TlsPair pair({});
  MadeConnection connection(capture, end(40'001), end(443));
  struct FirstOnly : TlsPair::Tap {
    void passed(Sender from, View bytes) override {
      if (from == Sender::client && hello.empty()) hello.assign(bytes.begin(), bytes.end());
    }
    wire::Bytes hello;
  } first;
  pair.handshake(first);
  connection.client(first.hello);
  connection.server("HTTP/1.1 400 Bad Request\r\n\r\n");
  connection.fin(Side::client);
  const auto one = capture.read();
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(lines_of(*one).at(1),
              HasSubstr("navigation-failed tls-failed detail=\"ClientHello was answered by bytes that are no TLS record\""));
}

TEST(CaptureTest, FilesThatAreNoneSayWhatToGive) {
  EXPECT_THAT(to_text(read_capture("/nowhere/x.pcap").error()), HasSubstr("/nowhere/x.pcap: cannot be opened"));
  const std::string text = "{\"log\":{}}";
  MemorySource source(bytes_of(text));
  EXPECT_THAT(to_text(read_packets(source, "x.har", {}).error()), HasSubstr("x.har: is no capture: neither pcap nor pcapng"));
}

}  // namespace
}  // namespace redial::doctor::capture
