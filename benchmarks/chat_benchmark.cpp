// What the mock server does for a client, without its sockets: a whole login from accept to the end, and a ping. With the digests
// of OpenSSL, as it has them when it serves.
#include <benchmark/benchmark.h>

#include "benchmarks/work/require.hpp"
#include "benchmarks/work/visits.hpp"
#include "net/digests.hpp"

namespace redial::work {
namespace {

mock_server::Digests openssl_digests() {
  return {.hmac_sha256 = net::hmac_sha256, .sha1 = net::sha1, .random = net::random_bytes};
}

void visit(benchmark::State& state, Audience audience) {
  Visits visits(openssl_digests(), audience);
  const std::uint64_t before = visits.logins();
  for (auto _ : state) visits.visit();
  require(visits.logins() - before == static_cast<std::uint64_t>(state.iterations()), "every visit logs in");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(visit, unobserved, Audience::nobody);
BENCHMARK_CAPTURE(visit, observed, Audience::observer);

void ping_of_a_visitor(benchmark::State& state, Audience audience) {
  Visits visits(openssl_digests(), audience);
  for (auto _ : state) visits.ping();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(ping_of_a_visitor, unobserved, Audience::nobody);
BENCHMARK_CAPTURE(ping_of_a_visitor, observed, Audience::observer);

}  // namespace
}  // namespace redial::work
