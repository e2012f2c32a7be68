// Navigation: the HTTP question "where is the chat server?" and its answer, as data. JSON and form encoding live in payload/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/wire/dialect.hpp"

namespace redial::wire {

struct NavigationRequest {
  AppKey app_key;  // header RC-Appkey
  Token token;     // form field, whole
  std::string sdk_version;
  std::string platform;
  std::string negotiate;  // header RC-Negotiate
  std::string path;       // of the request, with its query; behind any prefix that the navigator's URL has: "/v2/navi.json"
};

struct ChatAddress {
  enum class Transport : std::uint8_t { tls, plain };
  std::string address;  // host:port, on the Web optionally with a path prefix
  Transport transport = Transport::tls;
  std::int32_t weight = 10;
  Dialect dialect = Dialect::web;
  friend bool operator==(const ChatAddress&, const ChatAddress&) = default;
};

struct NavigationAnswer {
  std::int32_t code = 200;  // absent in the body counts as 200
  std::string user;
  std::vector<ChatAddress> addresses;  // as sent; `by_preference` orders them
  bool announces_messages = false;     // openHistoryMsg != 0: pushes are hints, messages are pulled
  bool open_anti = false;              // CONNACK in the v4 layout
  friend bool operator==(const NavigationAnswer&, const NavigationAnswer&) = default;
};

// The dialect that a client offers in the header RC-Negotiate, such as "conn=1,2;rtc=4": 1 and 2 are native over TCP and TLS,
// anything else, or nothing, is taken for the Web SDK.
Dialect offered_dialect(std::string_view negotiate);

// Empty addresses dropped, duplicates dropped, by descending weight, ties in the order sent.
std::vector<ChatAddress> by_preference(std::vector<ChatAddress> addresses);

}  // namespace redial::wire
