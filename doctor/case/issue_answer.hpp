// An HTTP answer in which somebody gets a token: the Server API's, or that of an app's own server, whose fields nobody has
// standardised.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time/time.hpp"

namespace redial::doctor {

inline constexpr std::size_t kMaxIssueBytes = 64 * 1024;  // longer answers are about something else

struct IssueAnswer {
  std::string token;
  std::string app_key, user;            // where the answer names them
  std::optional<TimePoint> expires_at;  // from "expiresAt", "expires_in" and their like; wall time
};

// Nothing unless the text is JSON with a token in it: a text of 16 bytes or more under a name such as "token" or "accessToken",
// at most four objects deep. What stands beside it is about it.
std::optional<IssueAnswer> read_issue(std::string_view body, TimePoint answered);

}  // namespace redial::doctor
