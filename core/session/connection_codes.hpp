// The documented connection codes that the client's machine and its API profiles use by name. Not the whole list.
// Source: the vendor's code tables, https://docs.rongcloud.io/web-imlib/code and RCErrorCode.h; docs/CONTRACT.md says what each
// demands.
#pragma once

#include <cstdint>

namespace redial::session::code {

inline constexpr std::int32_t kOk = 0;
inline constexpr std::int32_t kDisconnectedByApp = 2;
inline constexpr std::int32_t kNotConnected = 30001;
inline constexpr std::int32_t kNoAnswerInTime = 30003;    // of a message or query
inline constexpr std::int32_t kNavigationFailed = 30007;  // no navigator gave a usable answer
inline constexpr std::int32_t kSocketClosed = 30011;      // while it was online
inline constexpr std::int32_t kPingUnanswered = 30012;
inline constexpr std::int32_t kHandshakeFailed = 30021;  // the socket opened, the login made no sense
inline constexpr std::int32_t kNoLoginInTime = 31000;
inline constexpr std::int32_t kTokenIncorrect = 31004;
inline constexpr std::int32_t kRedirected = 31006;
inline constexpr std::int32_t kUserBlocked = 31009;
inline constexpr std::int32_t kKicked = 31010;
inline constexpr std::int32_t kBlockedWhileOnline = 31011;
inline constexpr std::int32_t kTokenExpired = 31020;
inline constexpr std::int32_t kLicenceExpired = 31030;
inline constexpr std::int32_t kNotInitialised = 33001;
inline constexpr std::int32_t kDatabaseFailed = 33002;
inline constexpr std::int32_t kConnectionExists = 34001;
inline constexpr std::int32_t kConnectTimeout = 34006;
inline constexpr std::int32_t kNoChatAddress = 35008;  // none given, or none could be reached

}  // namespace redial::session::code
