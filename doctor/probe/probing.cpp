// See probing.hpp.
#include "doctor/probe/probing.hpp"

#include <array>
#include <cstdio>

namespace redial::doctor {

std::string silence(Duration limit) {
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "no answer in %.3g s", to_milliseconds(limit) / 1000);
  return text.data();
}

Failure how_ended(std::string_view why) { return why.find("reset") == std::string_view::npos ? Failure::closed : Failure::reset; }

}  // namespace redial::doctor
