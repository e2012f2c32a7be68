// Text made small, and large again: zlib's format, which browsers read as well.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace redial::reports::stored {

std::string deflated(std::string_view text);

// Error: it is not what deflated() gives, it was cut off, or it would become longer than `limit`.
Result<std::string> inflated(std::string_view bytes, std::size_t limit);

}  // namespace redial::reports::stored
