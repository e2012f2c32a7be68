// An answer of a name server, as far as it says which name an address has, or that a name has none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doctor/artefacts/capture/bytes.hpp"
#include "net/endpoint.hpp"

namespace redial::doctor::capture {

inline constexpr std::uint16_t kDnsPort = 53;
inline constexpr std::size_t kMaxDnsRecords = 64;  // of one answer; more are not looked at

struct DnsAnswer {
  std::string name;                      // that was asked about, in small letters
  std::uint8_t code = 0;                 // 0: no error; 2: the server failed; 3: no such name
  std::vector<net::Endpoint> addresses;  // without port
};

// `datagram`: what UDP carries. Nothing: no answer to a question of one name.
std::optional<DnsAnswer> parse_dns_answer(View datagram);

}  // namespace redial::doctor::capture
