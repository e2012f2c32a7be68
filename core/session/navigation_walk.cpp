// The order in which navigators are asked, and what their answers mean.
#include "core/session/navigation_walk.hpp"

#include <algorithm>

#include "core/session/connection_codes.hpp"
#include "core/wire/token.hpp"

namespace redial::session::client {
namespace {

// The same numbers mean the same as HTTP status and as code in the body.
std::int32_t meaning(std::int32_t status) {
  switch (status) {
    case 200:
      return code::kOk;
    case 401:
    case 403:
      return code::kTokenIncorrect;
    case 416:
      return code::kLicenceExpired;
    default:
      return code::kNavigationFailed;
  }
}

}  // namespace

NavigationWalk::NavigationWalk(const Token& token, const std::vector<std::string>& configured) {
  const auto add = [this](std::string navigator) {
    if (navigator.ends_with('/')) navigator.pop_back();
    if (std::find(navigators_.begin(), navigators_.end(), navigator) == navigators_.end())
      navigators_.push_back(std::move(navigator));
  };
  for (const auto& navigator : wire::split(token).navigators) add(navigator);
  for (const auto& navigator : configured) add(navigator);
}

std::optional<std::string> NavigationWalk::next() {
  if (asked_ == navigators_.size()) return std::nullopt;
  return navigators_[asked_++];
}

std::int32_t navigation_code(int http_status, const std::optional<wire::NavigationAnswer>& answer) {
  if (const auto code = meaning(http_status); code != code::kOk) return code;
  return answer ? meaning(answer->code) : code::kNavigationFailed;
}

}  // namespace redial::session::client
