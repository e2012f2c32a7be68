// Strong types for the identities that must never be mixed up. They carry text or a number and nothing else.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace redial {

// `Tag` makes each instantiation a type of its own; `Value` is what it carries.
template <class Tag, class Value>
struct Strong {
  Value value{};

  Strong() = default;
  explicit Strong(Value v) : value(std::move(v)) {}
  friend auto operator<=>(const Strong&, const Strong&) = default;
};

// Names an app of the vendor's console. Public in principle, redacted in our output all the same.
using AppKey = Strong<struct AppKeyTag, std::string>;
// What a client presents to log in. A secret: never printed, logged or traced; the trace speaks of its label.
using Token = Strong<struct TokenTag, std::string>;
// The name a scenario gives a token, such as "good" or "expired".
using TokenLabel = Strong<struct TokenLabelTag, std::string>;
using UserId = Strong<struct UserIdTag, std::string>;
// The server's name for one login.
using SessionId = Strong<struct SessionIdTag, std::string>;
// Counts the dials of one client, from 1; 0 is "before any dial". Every completion carries the epoch it belongs to.
using Epoch = Strong<struct EpochTag, std::uint32_t>;
// Counts the API calls of one client, from 1; 0 is "belongs to no call".
using CallId = Strong<struct CallIdTag, std::uint32_t>;
// Numbers a data-plane connection of one mock server, from 1, never reused.
using ConnectionId = Strong<struct ConnectionIdTag, std::uint64_t>;
// Numbers a navigation request of one mock server, from 1, never reused.
using RequestId = Strong<struct RequestIdTag, std::uint64_t>;

}  // namespace redial

template <class Tag, class Value>
struct std::hash<redial::Strong<Tag, Value>> {
  std::size_t operator()(const redial::Strong<Tag, Value>& id) const { return std::hash<Value>{}(id.value); }
};
