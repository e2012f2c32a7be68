// Whatever is given for a HAR: it becomes a case whose texts are sound and whose trace is in order, or is refused with a reason.
#include <cstdint>
#include <string>
#include <string_view>

#include "core/trace/trace.hpp"
#include "core/wire/utf8.hpp"
#include "doctor/artefacts/har.hpp"
#include "doctor/artefacts/utf8_text.hpp"
#include "tests/fuzz/require.hpp"

namespace redial::doctor {
namespace {

void check_event(const trace::Event& event, const trace::Event* before) {
  for (const std::string* text : {&event.client, &event.user, &event.token, &event.name, &event.via, &event.detail})
    require(wire::is_utf8(*text));
  require(event.lane == trace::describe(event.kind).lane && !event.client.empty());
  require(!before || (before->at <= event.at && before->sequence + 1 == event.sequence));
}

void check(const Case& one) {
  require(wire::is_utf8(one.sdk));
  for (const SeenAppKey& key : one.app_keys) require(wire::is_utf8(key.hint));
  require(one.trace.size() <= trace::kMaxEvents && (!one.began || !one.trace.empty()));
  for (std::size_t i = 0; i < one.trace.size(); ++i) check_event(one.trace[i], i == 0 ? nullptr : &one.trace[i - 1]);
  for (const Gap& gap : one.gaps) require(!gap.where.empty() && !gap.what.empty() && wire::is_utf8(gap.what));
}

}  // namespace
}  // namespace redial::doctor

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const bool converted : {false, true}) {
    const auto one = doctor::read_har(converted ? doctor::to_utf8(text) : text, "fuzz.har");
    if (one)
      doctor::check(*one);
    else
      require(one.error().where == "fuzz.har" && !one.error().what.empty() && !one.error().advice.empty());
  }
  return 0;
}
