// The secrets of TLS connections in a file, as SSLKEYLOGFILE has them. Only whether a file is one; it keeps none of them.
#pragma once

#include <string_view>

namespace redial::doctor {

// `start`: a text's beginning. Is its first line that is no comment a secret?
bool is_key_log(std::string_view start);

}  // namespace redial::doctor
