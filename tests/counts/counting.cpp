// Callgrind's command line and the one line that we read of its files: "totals: 12345".
#include "tests/counts/counting.hpp"

#include <gnu/libc-version.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>

#include "tests/e2e/program.hpp"

namespace redial::counts {
namespace {

std::optional<std::uint64_t> number_behind(const std::string& text, const std::string& word) {
  const auto at = text.find(word);
  if (at == std::string::npos) return std::nullopt;
  return std::stoull(text.substr(at + word.size()));
}

std::optional<std::uint64_t> total_of(const std::filesystem::path& dump) {
  std::ifstream file(dump);
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("totals: ")) return number_behind(line, "totals: ");
  return std::nullopt;
}

// The C library has variants of its functions for processors; those that every x86_64 can run count the same everywhere.
const char* const kPlainProcessor =
    "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX_Fast_Unaligned_Load,-ERMS,-FSRM,-SSE4_2,-SSE4_1,-SSSE3";

}  // namespace

std::string build() { return REDIAL_BUILD ", glibc " + std::string(gnu_get_libc_version()); }

Result<std::uint64_t> count_instructions(std::string_view work) {
  const auto dumps = e2e::empty_folder("counts_" + std::string(work));
  const auto ran = e2e::run({"env", kPlainProcessor, REDIAL_VALGRIND, "--tool=callgrind", "--instr-atstart=no",
                             "--callgrind-out-file=" + (dumps / "dump").string(), e2e::program("redial_instruction_counts"),
                             std::string(work)});
  const auto items = number_behind(ran.output, "items ");
  const auto less = total_of(dumps / "dump.1");
  const auto more = total_of(dumps / "dump.2");
  if (ran.exit_code != 0 || !items || !less || !more) return Error{"valgrind has counted nothing", std::string(work), ran.output};
  std::filesystem::remove_all(dumps);
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(*more - *less) / static_cast<double>(*items)));
}

}  // namespace redial::counts
