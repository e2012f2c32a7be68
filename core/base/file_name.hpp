// Names of files out of names of scenarios and clients: legible, and safe on every file system and in every shell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redial {

inline constexpr std::size_t kMaxFileNameBytes = 150;

// Letters, digits, '_', '=' and single dots stay, '/' becomes a dot, everything else a '-'; at most kMaxFileNameBytes. Never
// empty, never hidden: "network/reset (tls), rongcloud-web 5.38.0" is "network.reset-tls-rongcloud-web-5.38.0".
std::string file_name(std::string_view text);

}  // namespace redial
