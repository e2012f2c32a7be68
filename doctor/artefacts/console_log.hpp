// The Web SDK's console log, from a terminal, a file, or a browser's console: what the SDK wrote of its calls, callbacks and
// network.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

// Is there a line in it that the SDK writes, or, where there is none, one in which the app tells a connection code?
bool is_console_log(std::string_view start);

// `source` names the file in texts. Lines of others are skipped; those of the SDK that cannot be read are gaps. Errors: no
// log by is_console_log().
Result<Case> read_console_log(std::string_view text, const std::string& source);

}  // namespace redial::doctor
