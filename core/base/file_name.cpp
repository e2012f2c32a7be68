// Character by character; no two separators stand side by side.
#include "core/base/file_name.hpp"

namespace redial {
namespace {

bool is_kept(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '=';
}

bool is_separator(char c) { return c == '.' || c == '-'; }

}  // namespace

std::string file_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (name.size() == kMaxFileNameBytes) break;
    const char safe = is_kept(c) ? c : c == '.' || c == '/' ? '.' : '-';
    if (is_separator(safe) && (name.empty() || is_separator(name.back()))) continue;
    name += safe;
  }
  while (!name.empty() && is_separator(name.back())) name.pop_back();
  return name.empty() ? "unnamed" : name;
}

}  // namespace redial
