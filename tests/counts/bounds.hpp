// How many instructions each counted work may take: the file benchmarks/instruction_bounds.json, and holding a count against it.
// It counts nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace redial::counts {

struct Bounds {
  std::string build;                                  // what the bounds hold for: processor, compiler, C library, build type
  std::uint64_t margin_percent = 0;                   // a count may be so much above its bound
  std::map<std::string, std::uint64_t> instructions;  // of one item of each work
};

// Errors: no JSON of this form.
Result<Bounds> read_bounds(std::string_view json);
std::string to_json(const Bounds& bounds);

enum class Standing : std::uint8_t {
  within,
  above,  // by more than the margin
  below,  // by more than twice the margin: such a bound lets a loss pass
};
Standing compare(std::uint64_t counted, std::uint64_t bound, std::uint64_t margin_percent);

// "login: 20100 instructions, 12.3 % above its bound of 17900; …", and what to do where it is not within.
std::string to_text(std::string_view work, std::uint64_t counted, const Bounds& bounds);

}  // namespace redial::counts
