// Whatever is given for a stored run: it becomes a report that can be written again, or is refused with a place and a reason.
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "reports/stored/run_reader.hpp"
#include "reports/writers/json.hpp"
#include "tests/fuzz/require.hpp"

namespace redial {
namespace {

using reports::Report;
using reports::stored::Extent;

std::string written(const Report& report) {
  std::ostringstream out;
  write_json(report, out);
  return out.str();
}

}  // namespace
}  // namespace redial

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const auto whole = reports::stored::read_run(json, "fuzz.json");
  const auto findings = reports::stored::read_run(json, "fuzz.json", Extent::findings);
  if (!whole) {
    require(whole.error().where.starts_with("fuzz.json") && !whole.error().what.empty() && !whole.error().advice.empty());
    return 0;
  }
  require(!findings || findings->results.size() == whole->results.size());
  const std::string text = written(*whole);
  const auto again = reports::stored::read_run(text, "fuzz.json");
  require(again && written(*again) == text);
  return 0;
}
