// One sentence for each verdict.
#include "mock_server/chat/token_cause.hpp"

#include <chrono>
#include <utility>

namespace redial::mock_server {

namespace {

using control::TokenVerdict;

constexpr std::int64_t kFinestBelow = 10;  // seconds

std::string ago(const CauseFacts& facts) { return facts.apart ? " " + in_words(*facts.apart) + " ago" : std::string(); }
std::string ahead(const CauseFacts& facts) { return facts.apart ? " for another " + in_words(*facts.apart) : std::string(); }
std::string named(const std::string& app) { return app.empty() ? "" : " (\"" + app + "\")"; }

std::string unknown_app(const CauseFacts& facts) {
  const std::string begin = "the client presents an AppKey that this app does not have";
  return begin + (facts.is_other_app ? ": it is that of another app here" + named(facts.other_app) : "");
}

}  // namespace

std::string in_words(Duration duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  if (seconds < kFinestBelow) {
    const auto tenths = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count() / 100;
    return tenths % 10 == 0 ? std::to_string(seconds) + " s" : std::to_string(seconds) + "." + std::to_string(tenths % 10) + " s";
  }
  const std::pair<std::int64_t, const char*> units[] = {
      {seconds / 86'400, " d"}, {seconds / 3600 % 24, " h"}, {seconds / 60 % 60, " min"}, {seconds % 60, " s"}};
  std::size_t first = 0;
  while (units[first].first == 0) ++first;
  std::string text = std::to_string(units[first].first) + units[first].second;
  const bool has_next = first + 1 < std::size(units) && units[first + 1].first != 0;
  return has_next ? text + " " + std::to_string(units[first + 1].first) + units[first + 1].second : text;
}

std::string cause_of(TokenVerdict verdict, const CauseFacts& facts) {
  switch (verdict) {
    case TokenVerdict::valid:
      return {};
    case TokenVerdict::malformed:
      return "no token of this server: its text is damaged (cut short, a blank where a + was, decoded twice), or it is from "
             "elsewhere";
    case TokenVerdict::altered:
      return "altered, or from elsewhere: it looks like a token of this server, but none of its secrets has sealed it";
    case TokenVerdict::old_secret:
      return "sealed with the secret before the rotation" + ago(facts);
    case TokenVerdict::foreign_app:
      return "another app's token" + named(facts.other_app);
    case TokenVerdict::unknown_app:
      return unknown_app(facts);
    case TokenVerdict::expired:
      return "expired" + ago(facts) + (facts.by_hand ? ", by hand" : "");
    case TokenVerdict::not_yet_valid:
      return "not valid yet" + ahead(facts) + " (a clock that is wrong looks like this)";
    case TokenVerdict::revoked:
      return "revoked" + ago(facts) + " (Server API: expire)";
    case TokenVerdict::user_blocked:
      return "the user is blocked" + ahead(facts);
    case TokenVerdict::user_deactivated:
      return "the user's account is deactivated";
    case TokenVerdict::used_up:
      return "a one-time token that has logged in before";
    case TokenVerdict::other_device:
      return "bound to another device, the first that logged in with it";
  }
  return {};
}

}  // namespace redial::mock_server
