// See tls_reader.hpp.
#include "doctor/artefacts/capture/tls_reader.hpp"

#include <algorithm>
#include <utility>

namespace redial::doctor::capture {
namespace {

constexpr std::uint8_t kChangeCipherSpec = 20, kAlert = 21, kHandshake = 22, kApplicationData = 23;
constexpr std::uint8_t kFatal = 2, kCloseNotify = 0;
constexpr std::size_t kMaxCertificateBytes = 64 * 1024;  // longer ones are not kept

std::size_t index_of(Sender side) { return static_cast<std::size_t>(side); }

}  // namespace

void TlsReader::data(Sender from, View bytes) {
  if (!facts_.trouble.empty()) return;
  from_ = from;
  direction(from).records.add(bytes, *this);
  if (direction(from).records.is_broken() && facts_.trouble.empty()) facts_.trouble = "bytes that are no TLS record";
}

void TlsReader::lost(Sender from, std::uint64_t bytes) {
  if (!facts_.trouble.empty()) return;
  from_ = from;
  direction(from).records.lost(bytes, *this);
  if (!direction(from).records.is_broken()) return;
  facts_.has_hole = true;
  facts_.trouble = "packets that are not in the capture";
}

void TlsReader::record_lost() {
  Direction& one = direction(from_);
  if (one.opener) one.opener->skip();
  if (one.is_encrypted) sink_.plain_lost(from_);
}

void TlsReader::record(const TlsRecord& record) {
  if (!facts_.trouble.empty()) return;
  Direction& one = direction(from_);
  const bool is_hidden = one.is_encrypted && (!is_13() || record.type == kApplicationData);
  if (is_hidden && record.type != kChangeCipherSpec) return encrypted(record);
  switch (record.type) {
    case kChangeCipherSpec:
      if (is_13() || facts_.version == 0) return;  // means nothing there
      one.is_encrypted = true;
      one.opener.reset();
      return;
    case kAlert:
      return alert(record.body);
    case kHandshake:
      if (!one.messages.add(record.body, *this)) facts_.trouble = "a handshake message too long to be true";
      return;
    default:
      if (!has_early_data_) facts_.trouble = "data of the application ahead of the handshake";
  }
}

void TlsReader::encrypted(const TlsRecord& record) {
  Direction& one = direction(from_);
  if (++facts_.encrypted[index_of(from_)] == 1 && from_ == Sender::client) facts_.first_encrypted = record.body.size();
  if (!has_keys(one)) {
    facts_.is_sealed = true;
    return;
  }
  const auto plain = one.opener->open(record);
  if (!plain) {
    const bool is_early = from_ == Sender::client && has_early_data_ && !one.has_opened;
    if (!one.is_on_trial && !is_early) facts_.trouble = "a record that the secrets do not open";
    return;
  }
  facts_.is_open = one.has_opened = true;
  if (std::exchange(one.is_on_trial, false)) one.is_traffic = true;
  if (!is_13()) return opened(record.type, *plain);
  std::size_t size = plain->size();  // padded with zeros behind the type
  while (size > 0 && (*plain)[size - 1] == 0) --size;
  if (size > 0) opened((*plain)[size - 1], plain->first(size - 1));
}

void TlsReader::opened(std::uint8_t type, View plain) {
  if (type == kAlert) return alert(plain);
  if (type == kHandshake) {
    const wire::Bytes copy(plain.begin(), plain.end());  // the keys, and what holds the text, may change underneath
    if (!direction(from_).messages.add(copy, *this)) facts_.trouble = "a handshake message too long to be true";
  } else if (type == kApplicationData && !plain.empty()) {
    facts_.carried[index_of(from_)] += plain.size();
    sink_.plain_data(from_, plain);
  }
}

void TlsReader::alert(View body) {
  if (body.size() != 2 || body[1] == kCloseNotify || facts_.alert) return;
  facts_.alert = TlsAlert{from_, body[0] == kFatal || is_13(), body[1]};
}

void TlsReader::handshake(HandshakeType type, View body) {
  switch (type) {
    case HandshakeType::client_hello:
      if (const auto hello = parse_client_hello(body); hello && from_ == Sender::client) {
        facts_.has_hello = true;
        facts_.server_name = hello->server_name;
        client_random_ = hello->random;
        has_early_data_ = hello->has_early_data;
      }
      return;
    case HandshakeType::server_hello:
      if (const auto hello = parse_server_hello(body); hello && from_ == Sender::server) server_hello(*hello);
      return;
    case HandshakeType::certificate:
      if (from_ != Sender::server || !facts_.certificate.empty()) return;
      if (const auto first = first_certificate(body, is_13()); first && first->size() <= kMaxCertificateBytes)
        facts_.certificate.assign(first->begin(), first->end());
      return;
    default:
      if (is_13()) key_changes(type);
  }
}

void TlsReader::server_hello(const ServerHello& hello) {
  if (hello.is_retry) return;
  facts_.has_answer = true;
  facts_.version = hello.version;
  facts_.suite = hello.suite;
  suite_ = find_suite(hello.suite);
  server_random_ = hello.random;
  encrypt_then_mac_ = hello.encrypt_then_mac;
  if (!is_13()) return;
  for (Direction& one : directions_) one.is_encrypted = true;
}

void TlsReader::key_changes(HandshakeType type) {
  Direction& one = direction(from_);
  if (type == HandshakeType::finished && !one.is_traffic) {
    one.is_traffic = true;
    one.opener.reset();
  } else if (type == HandshakeType::key_update && one.is_traffic && suite_) {
    use_secret(one, next_traffic_secret(*suite_, one.secret));
  }
}

void TlsReader::use_secret(Direction& direction, wire::Bytes secret) {
  direction.secret = std::move(secret);
  direction.opener.emplace(*suite_, keys_13(*suite_, direction.secret), true);
}

bool TlsReader::has_keys(Direction& direction) {
  if (direction.opener) return true;
  if (!suite_) {
    if (facts_.trouble.empty() && keys_.knows(client_random_)) facts_.trouble = suite_text(facts_.suite) + ", which is not read";
    return false;
  }
  return is_13() ? find_keys_13(direction) : find_keys_12(direction);
}

bool TlsReader::find_keys_13(Direction& direction) {
  const bool is_client = &direction == &directions_[index_of(Sender::client)];
  const auto* early = keys_.find(client_random_, is_client ? TlsSecret::client_handshake : TlsSecret::server_handshake);
  const auto* late = keys_.find(client_random_, is_client ? TlsSecret::client_traffic : TlsSecret::server_traffic);
  const bool use_late = direction.is_traffic || early == nullptr;
  const auto* secret = use_late ? late : early;
  if (secret == nullptr || secret->size() != hash_bytes(suite_->hash)) return false;
  direction.is_on_trial = !direction.is_traffic && use_late;  // the handshake stays closed; what follows it opens
  use_secret(direction, *secret);
  return true;
}

bool TlsReader::find_keys_12(Direction& direction) {
  const auto* master = keys_.find(client_random_, TlsSecret::master);
  if (master == nullptr || facts_.version != kTls12) return false;
  TlsKeyPair keys = keys_12(*suite_, *master, client_random_, server_random_);
  const bool is_client = &direction == &directions_[index_of(Sender::client)];
  direction.opener.emplace(*suite_, std::move(is_client ? keys.client : keys.server), false, encrypt_then_mac_);
  return true;
}

}  // namespace redial::doctor::capture
