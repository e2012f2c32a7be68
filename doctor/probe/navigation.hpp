// The stage of navigation: asks navigators in turn where the chat servers are, as the Web SDK does (docs/PROTOCOL.md,
// navigation). It keeps no answer.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/ids.hpp"
#include "core/wire/navigation.hpp"
#include "doctor/probe/probing.hpp"

namespace redial::doctor {

struct Navigated {
  std::optional<wire::NavigationAnswer> answer;  // one that is good for a connection
  std::string user;                              // whom an answer named, good or not
  std::int32_t code = 0;                         // without an answer: what the app is told, 31004 where the token is refused
};

Navigated navigate(Probing& probing, const Token& token);

}  // namespace redial::doctor
