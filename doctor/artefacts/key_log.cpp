// See key_log.hpp. Source: the key log format of NSS, "LABEL client-random secret", the last two in hexadecimal.
#include "doctor/artefacts/key_log.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace redial::doctor {
namespace {

constexpr std::array<std::string_view, 9> kLabels{"CLIENT_RANDOM",
                                                  "CLIENT_EARLY_TRAFFIC_SECRET",
                                                  "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                                                  "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                                                  "CLIENT_TRAFFIC_SECRET_0",
                                                  "SERVER_TRAFFIC_SECRET_0",
                                                  "EARLY_EXPORTER_SECRET",
                                                  "EXPORTER_SECRET",
                                                  "RSA"};
constexpr std::size_t kRandomDigits = 64;  // 32 bytes; RSA has 16 digits of what it encrypts

bool is_hex(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_secret(std::string_view line) {
  const std::size_t first = line.find(' ');
  if (first == std::string_view::npos) return false;
  const std::string_view label = line.substr(0, first);
  if (std::ranges::find(kLabels, label) == kLabels.end()) return false;
  const std::string_view rest = line.substr(first + 1);
  const std::string_view random = rest.substr(0, rest.find(' '));
  return is_hex(random) && (label == "RSA" || random.size() == kRandomDigits);
}

}  // namespace

bool is_key_log(std::string_view start) {
  while (!start.empty()) {
    const std::size_t end = std::min(start.find('\n'), start.size());
    const std::string_view line = start.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos && !line.starts_with('#')) return is_secret(line);
    start.remove_prefix(std::min(end + 1, start.size()));
  }
  return false;
}

}  // namespace redial::doctor
