// See stored_bench.hpp.
#include "cli/stored_bench.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "load/result/json.hpp"

namespace redial::cli {
namespace {

constexpr std::size_t kHeadBytes = 200;  // what load::is_bench looks at

}  // namespace

bool is_bench_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  return load::is_bench(head);
}

Result<load::BenchResult> load_bench(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!std::filesystem::is_regular_file(path) || !(text << file.rdbuf()))
    return Error{"cannot be read", path, "give a file that `redial bench --json` wrote"};
  return load::read_bench(text.str(), path);
}

}  // namespace redial::cli
