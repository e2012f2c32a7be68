// Whatever a navigator answers and a client asks: no crash, and what was understood survives being written and read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "payload/navigation_json.hpp"
#include "tests/fuzz/require.hpp"

namespace redial {
namespace {

void try_answer(std::string_view body, bool over_tls) {
  const auto answer = payload::parse_navigation_answer(body, over_tls);
  if (!answer) return;
  for (const wire::ChatAddress& address : answer->addresses) require(!address.address.empty());
  const auto again = payload::parse_navigation_answer(payload::to_json(*answer), over_tls);
  require(again.ok() && *again == *answer);
}

void try_form(std::string_view body) {
  const auto request = payload::parse_navigation_form(body);
  if (!request) return;
  const auto again = payload::parse_navigation_form(payload::to_form(*request));
  require(again.ok() && again->token == request->token && again->sdk_version == request->sdk_version &&
          again->platform == request->platform);
}

}  // namespace
}  // namespace redial

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  redial::try_answer(body, false);
  redial::try_answer(body, true);
  redial::try_form(body);
  return 0;
}
