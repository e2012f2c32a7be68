// Parsing the whole library from memory: text to scenarios, parameters put in. Items are scenarios, one for each case and
// transport.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "benchmarks/work/require.hpp"
#include "scenarios/engine/parse.hpp"

namespace redial::work {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> texts_of_the_library() {
  std::vector<std::string> texts;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(REDIAL_SOURCE_DIR) / "scenarios/library")) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

void parse_library(benchmark::State& state) {
  const std::vector<std::string> texts = texts_of_the_library();
  std::size_t scenarios = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const std::string& text : texts) {
      const auto parsed = scenarios::parse(text, "file.yaml", "file");
      require(parsed.ok(), "the library is valid");
      scenarios += parsed->size();
      bytes += text.size();
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(scenarios));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(parse_library)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace redial::work
