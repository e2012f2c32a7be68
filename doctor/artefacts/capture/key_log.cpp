// See key_log.hpp.
#include "doctor/artefacts/capture/key_log.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "core/base/names.hpp"
#include "core/base/text_encodings.hpp"

namespace redial::doctor::capture {
namespace {

constexpr Named<TlsSecret> kLabels[] = {{TlsSecret::master, "CLIENT_RANDOM"},
                                        {TlsSecret::client_handshake, "CLIENT_HANDSHAKE_TRAFFIC_SECRET"},
                                        {TlsSecret::server_handshake, "SERVER_HANDSHAKE_TRAFFIC_SECRET"},
                                        {TlsSecret::client_traffic, "CLIENT_TRAFFIC_SECRET_0"},
                                        {TlsSecret::server_traffic, "SERVER_TRAFFIC_SECRET_0"}};

std::optional<std::string> unhexed(std::string_view text) {
  if (text.empty() || text.size() > 2 * kMaxSecretBytes) return std::nullopt;
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  return from_hex(lower);
}

// The next word of the line, taken from it.
std::string_view word(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
  const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
  const std::string_view found = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return found;
}

}  // namespace

void KeyLog::add(std::string_view lines) {
  while (!lines.empty() && secrets_.size() < kMaxKeyLogLines) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const auto label = value_of(kLabels, word(line));
    const auto random = unhexed(word(line)), secret = unhexed(word(line));
    TlsRandom client;
    if (!label || !random || !secret || random->size() != client.size()) continue;
    std::ranges::copy(*random, client.begin());
    secrets_.insert_or_assign({client, *label}, wire::Bytes(secret->begin(), secret->end()));
  }
}

const wire::Bytes* KeyLog::find(const TlsRandom& client, TlsSecret which) const {
  const auto found = secrets_.find({client, which});
  return found == secrets_.end() ? nullptr : &found->second;
}

bool KeyLog::knows(const TlsRandom& client) const {
  const auto found = secrets_.lower_bound({client, TlsSecret::master});
  return found != secrets_.end() && found->first.first == client;
}

}  // namespace redial::doctor::capture
