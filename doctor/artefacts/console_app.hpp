// What an app writes of its connection in its own words: "[chat] status DISCONNECT 31022", "IM > connect failed, code 31027". All
// that there is where the SDK was told to log errors only. It takes a known connection code behind a word that announces one,
// in a line that is about connecting, and nothing else: other numbers, and other vendors' SDKs, are none of ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace redial::doctor {

struct AppWord {
  std::int32_t code = 0;         // 31004; of the documented codes for connecting, so never 0
  bool is_status = false;        // a status of the connection; otherwise how a call of connect ended
  bool is_suspended = false;     // the status is that the SDK comes back by itself
  bool refused_locally = false;  // the line has the SDK's text for an empty or blank token
};

// Longer lines are no words of an app.
inline constexpr std::size_t kMaxAppLine = 2000;

// `raw`: a line without its break.
std::optional<AppWord> read_app_word(std::string_view raw);

}  // namespace redial::doctor
