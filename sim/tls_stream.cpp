// Records and the handshake. Sizes are those of a common TLS 1.3 handshake, so that faults that count bytes find about as many.
#include "sim/tls_stream.hpp"

#include <algorithm>
#include <utility>

#include "core/base/fnv.hpp"

namespace redial::sim {
namespace {

using fault::TlsFlaw;

constexpr std::size_t kHeaderBytes = 5;
constexpr std::size_t kTagBytes = 17;
constexpr std::size_t kRecordBytes = 16 * 1024;
constexpr std::size_t kHelloBytes = 300;    // of a client
constexpr std::size_t kFlightBytes = 1200;  // of a server: hello, certificate, proof
constexpr std::size_t kFinishedBytes = 58;

std::array<std::uint8_t, kTagBytes> tag_of(std::span<const std::uint8_t> payload) {
  Fnv sum;
  sum.add(payload);
  std::array<std::uint8_t, kTagBytes> tag{};
  for (std::size_t i = 0; i < 8; ++i) tag[i] = static_cast<std::uint8_t>(sum.value() >> (8 * i));
  return tag;
}

std::string in_words(TlsFlaw flaw) {
  const std::string untrusted = "the server's certificate is not trusted: ";
  switch (flaw) {
    case TlsFlaw::unknown_ca:
      return untrusted + "unable to get local issuer certificate";
    case TlsFlaw::expired:
      return untrusted + "certificate has expired";
    case TlsFlaw::not_yet_valid:
      return untrusted + "certificate is not yet valid";
    case TlsFlaw::wrong_host:
      return untrusted + "IP address mismatch";
    case TlsFlaw::old_version:
      return "unsupported protocol";
    case TlsFlaw::none:
    case TlsFlaw::hang:
    case TlsFlaw::cut:
      break;
  }
  return {};
}

}  // namespace

std::unique_ptr<Stream> TlsStream::client(std::unique_ptr<Stream> transport, bool trusts) {
  return std::unique_ptr<Stream>(new TlsStream(std::move(transport), true, trusts ? TlsFlaw::none : TlsFlaw::unknown_ca));
}

std::unique_ptr<Stream> TlsStream::server(std::unique_ptr<Stream> transport, TlsFlaw flaw) {
  return std::unique_ptr<Stream>(new TlsStream(std::move(transport), false, flaw));
}

TlsStream::TlsStream(std::unique_ptr<Stream> transport, bool is_client, TlsFlaw flaw)
    : transport_(std::move(transport)), is_client_(is_client), flaw_(flaw) {
  if (is_client_) write(Record::handshake, wire::Bytes(kHelloBytes));
}

void TlsStream::set_handler(Stream::Handler* handler) {
  handler_ = handler;
  transport_->set_handler(handler ? this : nullptr);
}

void TlsStream::send(std::span<const std::uint8_t> bytes) {
  if (closing_) return;
  if (!is_established_) {
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    return;
  }
  for (; !bytes.empty(); bytes = bytes.subspan(std::min(bytes.size(), kRecordBytes))) {
    write(Record::data, bytes.first(std::min(bytes.size(), kRecordBytes)));
  }
}

void TlsStream::close() {
  if (std::exchange(closing_, true)) return;
  if (is_established_) write(Record::alert, {});
  transport_->close();
}

void TlsStream::on_bytes(std::span<const std::uint8_t> bytes) {
  received_.insert(received_.end(), bytes.begin(), bytes.end());
  while (handler_ && ended_.empty() && read_record()) {
  }
}

void TlsStream::on_closed(const std::string& why) {
  if (!handler_) return;
  if (!ended_.empty()) return handler_->on_closed(ended_);
  handler_->on_closed(is_established_ ? why : "during the TLS handshake: " + why);
}

// ---- records ----

void TlsStream::write(Record record, std::span<const std::uint8_t> payload) {
  const std::size_t size = payload.size() + kTagBytes;
  wire::Bytes bytes{static_cast<std::uint8_t>(record), 3, 3, static_cast<std::uint8_t>(size >> 8),
                    static_cast<std::uint8_t>(size & 0xff)};
  bytes.insert(bytes.end(), payload.begin(), payload.end());
  const auto tag = tag_of(payload);
  bytes.insert(bytes.end(), tag.begin(), tag.end());
  transport_->send(bytes);
}

// False if there is none that is complete.
bool TlsStream::read_record() {
  if (received_.size() < kHeaderBytes) return false;
  const std::size_t size = static_cast<std::size_t>(received_[3] << 8 | received_[4]);
  const bool is_known = received_[0] >= 21 && received_[0] <= 23 && received_[1] == 3 && received_[2] == 3;
  if (!is_known || size < kTagBytes || size > kRecordBytes + kTagBytes) return fail("TLS failed: wrong version number"), false;
  if (received_.size() < kHeaderBytes + size) return false;
  const wire::Bytes record(received_.begin(), received_.begin() + static_cast<std::ptrdiff_t>(kHeaderBytes + size));
  received_.erase(received_.begin(), received_.begin() + static_cast<std::ptrdiff_t>(record.size()));
  const auto payload = std::span(record).subspan(kHeaderBytes, size - kTagBytes);
  const auto tag = tag_of(payload);
  if (!std::equal(tag.begin(), tag.end(), record.end() - kTagBytes)) {
    return fail("TLS failed: decryption failed or bad record mac"), false;
  }
  handle(static_cast<Record>(record[0]), payload);
  return true;
}

void TlsStream::handle(Record record, std::span<const std::uint8_t> payload) {
  if (record == Record::data && is_established_) return handler_->on_bytes(payload);
  if (record == Record::handshake && !is_established_) return shake_hands(payload);
  if (record == Record::alert && !is_established_) return fail("TLS handshake failed: tlsv1 alert");
  if (record != Record::alert || closing_) return;
  ended_ = "closed by peer";
  close();
}

// ---- the handshake ----

void TlsStream::shake_hands(std::span<const std::uint8_t> payload) {
  if (is_client_) return judge_server(static_cast<TlsFlaw>(payload.empty() ? 0 : payload.front()));
  if (said_hello_) return finish_handshake();
  answer_hello();
}

void TlsStream::answer_hello() {
  said_hello_ = true;
  if (flaw_ == TlsFlaw::hang) return;
  if (flaw_ == TlsFlaw::cut) return fail("TLS handshake failed: cut by a fault");
  wire::Bytes flight(kFlightBytes);
  flight.front() = static_cast<std::uint8_t>(flaw_);
  write(Record::handshake, flight);
}

void TlsStream::judge_server(TlsFlaw flaw) {
  if (flaw == TlsFlaw::none) flaw = flaw_;
  if (flaw == TlsFlaw::none) {
    write(Record::handshake, wire::Bytes(kFinishedBytes));
    return finish_handshake();
  }
  write(Record::alert, {});
  fail("TLS handshake failed: " + in_words(flaw));
}

void TlsStream::finish_handshake() {
  is_established_ = true;
  send(std::exchange(waiting_, {}));
  if (is_client_ && handler_) handler_->on_secured();
}

void TlsStream::fail(const std::string& why) {
  if (ended_.empty()) ended_ = why;
  closing_ = true;
  transport_->close();
}

}  // namespace redial::sim
