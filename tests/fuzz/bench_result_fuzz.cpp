// Whatever is given for a bench's result: it becomes one that can be written and merged, or is refused with a place and a reason.
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "load/result/json.hpp"
#include "load/result/merge.hpp"
#include "tests/fuzz/require.hpp"

namespace redial {
namespace {

std::string written(const load::BenchResult& result) {
  std::ostringstream out;
  write_json(result, out);
  return out.str();
}

}  // namespace
}  // namespace redial

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const auto result = load::read_bench(json, "fuzz.json");
  if (!result) {
    require(result.error().where.starts_with("fuzz.json") && !result.error().what.empty() && !result.error().advice.empty());
    return 0;
  }
  const std::string text = written(*result);
  const auto again = load::read_bench(text, "fuzz.json");
  require(again && written(*again) == text);
  for (const load::Phase& phase : result->phases) {
    load::Phase twice = phase;
    require(merge(twice, phase).ok());
  }
  return 0;
}
