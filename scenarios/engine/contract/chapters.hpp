// The chapters of the contract; what each demands is in the file of its name.
#pragma once

#include <string_view>
#include <vector>

#include "scenarios/engine/contract/rule.hpp"

namespace redial::scenarios::contract {

Chapter results();
Chapter time_limits();
Chapter duplicates();
Chapter codes();
Chapter endings();
Chapter own_end();
Chapter tokens();
Chapter navigation();
Chapter reconnecting();
Chapter device();
Chapter statuses();
Chapter messages();
Chapter database();

// Which APIs a rule is about.
inline const std::vector<std::string_view> kEveryProfile = {"web", "nexconn-web", "uniapp", "native"};
inline const std::vector<std::string_view> kPromises = {"web", "nexconn-web"};
inline const std::vector<std::string_view> kTwoStages = {"uniapp", "native"};

// Documents that several chapters quote.
inline constexpr std::string_view kWebConnect = "https://docs.rongcloud.io/web-imlib/connection/connect";
inline constexpr std::string_view kWebReconnect = "https://docs.rongcloud.cn/web-imlib/connectmgr/reconnect-kick";
inline constexpr std::string_view kWebCodes = "https://docs.rongcloud.io/web-imlib/code";
inline constexpr std::string_view kUniappConnect = "https://docs.rongcloud.cn/uni-app-imlib/connection/connect";
inline constexpr std::string_view kAndroidConnect = "https://docs.rongcloud.io/android-imlib/connection/connect";
inline constexpr std::string_view kAndroidStatus = "https://docs.rongcloud.cn/android-imlib/connection/monitor-status";
inline constexpr std::string_view kAndroidReconnect = "https://docs.rongcloud.cn/android-imkit/connection/reconnect-kick";
inline constexpr std::string_view kNexconnConnect = "https://docs.nexconn.ai/chatsdk-web/connection/connect";
inline constexpr std::string_view kHarmonyEngine =
    "https://doc.rongcloud.cn/apidoc/imlib-harmonyos/latest/classes/IMEngine.IMEngine.html";
inline constexpr std::string_view kTokenExpire = "https://docs.rongcloud.cn/platform-chat-api/user/expire";

// "what it says (document)".
inline std::string said(std::string_view what, std::string_view document) {
  return std::string(what) + " (" + std::string(document) + ")";
}

}  // namespace redial::scenarios::contract
