// What a course has counted, and how it is told. It computes nothing but percentiles.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "benchmarks/peers/client/login.hpp"
#include "core/time/time.hpp"

namespace redial::peers {

struct Tally {
  std::uint64_t logged_in = 0;
  std::uint64_t resumed = 0;  // of them, over a resumed TLS session
  std::array<std::uint64_t, kFailures> failed{};
  std::vector<std::uint32_t> latencies_us;  // of those logged in

  void count(const Login& login, Duration latency);
};

// {"logins":…,"resumed":…,"failures":{"reset":…},"latency_us":{"p50":…}}; failures that did not happen are left out.
nlohmann::json to_json(Tally tally);

}  // namespace redial::peers
