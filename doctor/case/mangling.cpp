// See mangling.hpp.
#include "doctor/case/mangling.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "payload/form.hpp"

namespace redial::doctor {
namespace {

// A cut text must still be recognisable, and a changed one mostly unchanged.
constexpr std::size_t kMinCommon = 12;
constexpr std::size_t kMaxChanged = 8;

std::string decoded(std::string_view text) {
  const auto form = payload::parse_form("v=" + std::string(text));
  return form && form->size() == 1 ? form->front().second : std::string(text);
}

std::string with_blanks(std::string_view text) {
  std::string out(text);
  std::ranges::replace(out, '+', ' ');
  return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// As a database does that does not know upper case.
bool only_case_differs(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool changed_little(std::string_view a, std::string_view b) {
  if (a.size() != b.size() || a.size() < kMinCommon) return false;
  std::size_t changed = 0;
  for (std::size_t i = 0; i < a.size(); ++i) changed += a[i] != b[i];
  return changed <= kMaxChanged;
}

bool is_doubled_form(std::string_view presented, std::string_view issued) {
  return presented.size() == 2 * issued.size() && presented.substr(issued.size()) == issued;
}

}  // namespace

Mangling mangling(std::string_view presented, std::string_view issued) {
  if (presented == issued || presented.size() < kMinCommon || issued.size() < kMinCommon) return Mangling::none;
  if (presented == with_blanks(issued)) return Mangling::plus_to_space;
  if (presented.starts_with(issued) && is_doubled_form(presented, issued)) return Mangling::doubled;
  if (decoded(presented) == issued) return Mangling::percent_encoded;
  if (presented.find(issued) != std::string_view::npos) return Mangling::padded;
  if (issued.find(presented) != std::string_view::npos) return Mangling::cut;
  return changed_little(presented, issued) || only_case_differs(presented, issued) ? Mangling::characters_changed
                                                                                   : Mangling::none;
}

}  // namespace redial::doctor
