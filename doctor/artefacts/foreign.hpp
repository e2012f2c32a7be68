// What a file is that the doctor does not read, and what to send instead. A guess from its beginning, for an error's text.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace redial::doctor {

// `start`: the file's first bytes, as they are. Precondition: they are none of what the doctor reads.
Error describe_foreign(std::string_view start, const std::string& path);

// Does a text speak of an SDK whose codes mean something else, or come from where none of ours writes?
bool names_other_sdk(std::string_view text);

}  // namespace redial::doctor
