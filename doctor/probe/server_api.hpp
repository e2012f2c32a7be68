// Questions to the app's own Server API, signed with the app's secret: does the secret fit the AppKey, and how does the user
// stand? It changes nothing but where a token is to be issued. Source: docs/CONTRACT.md, Server API.
#pragma once

#include <optional>
#include <string>

#include "core/base/ids.hpp"
#include "doctor/probe/probing.hpp"

namespace redial::doctor {

// Pages of a list of users that are read; a user behind them is not found, and nothing is claimed.
inline constexpr int kMaxUserPages = 20;

// Precondition of both: options.server_api.
ApiFacts ask_server_api(Probing& probing, const UserId& user);
// Nothing where none is issued. The issue is told to the case.
std::optional<Token> issue_token(Probing& probing, const UserId& user);

}  // namespace redial::doctor
