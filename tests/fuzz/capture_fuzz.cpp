// Whatever bytes a capture has: reading does not crash or hang, what it gives is in order and numbered, and no token is in it.
// The input is a whole file; behind the line "KEYS" at its beginning, and up to the next empty line, stands a key log.
#include <algorithm>
#include <string_view>

#include "doctor/artefacts/capture/read_packets.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace redial;

constexpr std::string_view kKeys = "KEYS\n", kToken = "abcdefgh01234567";  // the token of the seeds

bool shows_token(const doctor::Case& one) {
  const auto has = [](const std::string& text) { return text.find(kToken) != std::string::npos; };
  return std::ranges::any_of(one.trace, [&](const trace::Event& event) { return has(event.name) || has(event.detail); }) ||
         std::ranges::any_of(one.gaps, [&](const doctor::Gap& gap) { return has(gap.what) || has(gap.where); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size), keys;
  if (input.starts_with(kKeys)) {
    const std::size_t end = std::min(input.find("\n\n"), input.size());
    keys = input.substr(kKeys.size(), end < kKeys.size() ? 0 : end - kKeys.size());
    input.remove_prefix(std::min(end + 2, input.size()));
  }
  doctor::capture::MemorySource source(doctor::capture::bytes_of(input));
  const auto one = doctor::capture::read_packets(source, "fuzz", keys);
  if (!one) return require(!one.error().what.empty()), 0;
  for (std::size_t i = 0; i < one->trace.size(); ++i) {
    require(one->trace[i].sequence == i + 1);
    require(i == 0 || one->trace[i - 1].at <= one->trace[i].at);
  }
  require(!shows_token(*one));
  return 0;
}
