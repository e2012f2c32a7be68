// What browsers, proxies and HTTP clients call the ways in which a request fails, as the words of a trace. It knows no more than
// the text says: Chromium calls a certificate that is not yet valid what it calls one that has expired.
#pragma once

#include <string>
#include <string_view>

#include "doctor/case/failure.hpp"

namespace redial::doctor {

// `unknown` for a text that is none of those known here, or says nothing of the kind.
Failure failure_from_text(std::string_view text);

// The code inside such a text, to be shown: "net::ERR_CONNECTION_REFUSED", "NS_ERROR_UNKNOWN_HOST", "ECONNRESET". Empty if there
// is none: the text itself may hold anything, and is not shown.
std::string code_in(std::string_view text);

}  // namespace redial::doctor
