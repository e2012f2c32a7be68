// Whatever a file of log lines holds: no crash, no hang, and times that never go back.
#include <string>
#include <string_view>

#include "doctor/artefacts/console_log.hpp"
#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto one = doctor::read_console_log(text, "fuzz");
  require(one.ok() == doctor::is_console_log(text));
  if (!one) return 0;
  TimePoint last = one->start;
  std::uint64_t sequence = 0;
  for (const trace::Event& event : one->trace) {
    require(event.at >= last);
    require(event.sequence == ++sequence);
    require(!event.client.empty());
    require(event.token.empty() || event.token.starts_with("token-"));
    last = event.at;
  }
  return 0;
}
