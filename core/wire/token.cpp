// See token.hpp.
#include "core/wire/token.hpp"

#include <string_view>

namespace redial::wire {
namespace {

std::string with_scheme(std::string_view navigator) {
  const bool has_scheme = navigator.find("://") != std::string_view::npos;
  return (has_scheme ? "" : "https://") + std::string(navigator);
}

std::vector<std::string> split_navigators(std::string_view list) {
  std::vector<std::string> navigators;
  while (!list.empty()) {
    const std::string_view navigator = list.substr(0, list.find(';'));
    if (!navigator.empty()) navigators.push_back(with_scheme(navigator));
    list.remove_prefix(navigator.size() < list.size() ? navigator.size() + 1 : list.size());
  }
  return navigators;
}

}  // namespace

TokenParts split(const Token& token) {
  const std::string_view text = token.value;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return {std::string(text), false, {}};
  return {std::string(text.substr(0, at)), true, split_navigators(text.substr(at + 1))};
}

std::string for_chat(const Token& token) {
  const std::size_t at = token.value.find('@');
  return at == std::string::npos ? token.value : token.value.substr(0, at + 1);
}

}  // namespace redial::wire
