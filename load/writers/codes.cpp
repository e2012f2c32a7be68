// See codes.hpp. Source: docs/CONTRACT.md, and core/session/connection_codes.hpp.
#include "load/writers/codes.hpp"

#include "core/base/names.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::load {

namespace code = session::code;

namespace {

constexpr Named<std::int32_t> kMeanings[] = {
    {code::kDisconnectedByApp, "the app disconnected"},
    {code::kNotConnected, "not connected"},
    {code::kNoAnswerInTime, "no answer in time"},
    {code::kNavigationFailed, "no navigator gave a usable answer"},
    {code::kSocketClosed, "the connection was closed or reset"},
    {code::kPingUnanswered, "a ping was not answered"},
    {code::kHandshakeFailed, "the login made no sense"},
    {code::kNoLoginInTime, "no login in time"},
    {code::kTokenIncorrect, "the token is no good"},
    {code::kRedirected, "redirected"},
    {code::kUserBlocked, "the user is blocked"},
    {code::kKicked, "kicked by another login"},
    {code::kBlockedWhileOnline, "blocked while online"},
    {code::kTokenExpired, "the token has expired"},
    {code::kLicenceExpired, "the licence has expired"},
    {code::kConnectionExists, "there is a connection already"},
    {code::kConnectTimeout, "not connected within the app's limit"},
    {code::kNoChatAddress, "no chat address could be reached"},
};

}  // namespace

std::string_view meaning_of(std::int32_t code) { return name_of(kMeanings, code); }

}  // namespace redial::load
