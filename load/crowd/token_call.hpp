// How an app's own server asks for a token: the call of the vendor's Server API, and what comes back. It sends nothing.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "load/crowd/app.hpp"
#include "net/http.hpp"

namespace redial::load {

// How long an app waits for its token.
inline constexpr Duration kTokenTimeout = std::chrono::seconds(10);

// `unix_ms`: the time now. `nonce`: any text, another one for each call.
net::HttpExchange::Call token_call(const App& app, const std::string& user, const std::string& nonce, UnixMillis unix_ms);

// Error: it is no answer with a token in it.
Result<Token> token_in(const net::HttpReply& reply);

}  // namespace redial::load
