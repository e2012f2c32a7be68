// Sealing a token, and reading one whose seal is checked, with the digests of OpenSSL.
#include <benchmark/benchmark.h>

#include "benchmarks/work/require.hpp"
#include "benchmarks/work/tokens.hpp"
#include "net/digests.hpp"

namespace redial::work {
namespace {

Tokens tokens() { return Tokens({.hmac_sha256 = net::hmac_sha256, .sha1 = net::sha1, .random = net::random_bytes}); }

void seal_token(benchmark::State& state) {
  const Tokens of_openssl = tokens();
  for (auto _ : state) benchmark::DoNotOptimize(of_openssl.seal());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(seal_token);

void check_token(benchmark::State& state) {
  const Tokens of_openssl = tokens();
  for (auto _ : state) of_openssl.check();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(check_token);

}  // namespace
}  // namespace redial::work
