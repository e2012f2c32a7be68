// What tools that clean recordings leave where a token was: "REDACTED", "***". To be left out rather than taken for a damaged
// token. It does not recognise a token that was replaced by something that looks like one.
#pragma once

#include <string>
#include <string_view>

namespace redial::doctor {

bool is_masked(std::string_view value);

// A query or a form without its token if that is masked, and without AppKey in this case or if that is masked itself: nothing can
// be said of who presented what. Given back as it is where neither is, and where it is no form. `left_out`: set if something was.
std::string without_masked(std::string_view form, bool& left_out);

}  // namespace redial::doctor
