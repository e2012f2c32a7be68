// One round of asking navigators, one after the other, and what each answer means. It sends nothing and measures no time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/wire/navigation.hpp"

namespace redial::session::client {

class NavigationWalk {
 public:
  NavigationWalk() = default;  // nobody to ask

  // The token's own hosts first, then the configured ones; each once, without a trailing slash (docs/PROTOCOL.md).
  NavigationWalk(const Token& token, const std::vector<std::string>& configured);

  // Whom to ask next; nothing when all have been asked.
  std::optional<std::string> next();

 private:
  std::vector<std::string> navigators_;
  std::size_t asked_ = 0;
};

// 0: connect to `answer`. 30007: ask the next navigator. Anything else is terminal: HTTP or body code 401 and 403 mean 31004, 416
// means 31030 (docs/PROTOCOL.md). `answer` is absent when the body was no navigation answer.
std::int32_t navigation_code(int http_status, const std::optional<wire::NavigationAnswer>& answer);

}  // namespace redial::session::client
