// See masked.hpp.
#include "doctor/artefacts/masked.hpp"

#include <algorithm>
#include <array>

#include "payload/form.hpp"

namespace redial::doctor {
namespace {

constexpr std::array<std::string_view, 7> kWords{"redacted", "removed", "sanitized", "sanitised", "masked", "hidden", "filtered"};
constexpr std::string_view kFillers = "*xX.-#_";

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

}  // namespace

bool is_masked(std::string_view value) {
  if (value.empty()) return false;
  if (value.find_first_not_of(kFillers) == std::string_view::npos) return true;
  if (value.find("***") != std::string_view::npos || value.find("\u2022\u2022") != std::string_view::npos) return true;
  const std::string plain = lower(value);
  return std::ranges::any_of(kWords, [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

std::string without_masked(std::string_view text, bool& left_out) {
  auto form = payload::parse_form(text);
  if (!form) return std::string(text);
  const std::string* token = payload::find(*form, "token");
  const bool no_token = token && is_masked(*token);
  const auto removed = std::erase_if(*form, [no_token](const auto& field) {
    if (field.first == "token") return no_token;
    return field.first == "appId" && (no_token || is_masked(field.second));
  });
  if (removed == 0) return std::string(text);
  left_out = true;
  return payload::to_form(*form);
}

}  // namespace redial::doctor
