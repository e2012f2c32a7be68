// A HAR, as browsers' developer tools save it: HTTP exchanges, and the messages of WebSockets where the browser kept them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

inline constexpr std::size_t kMaxHarBytes = 256u << 20;
// Of one file. Entries beyond are a gap; of gaps of one kind the first few are told, and how many more there are.
inline constexpr std::size_t kMaxHarEntries = 200'000;
inline constexpr std::size_t kMaxHarGaps = 10;
inline constexpr std::size_t kMaxHarUndated = 10'000;   // WebSockets that Chromium has no time for
inline constexpr std::size_t kMaxHarPreflights = 1000;  // questions ahead of navigation that are remembered

// Does a text that begins so look like one?
bool is_har(std::string_view start);

// `source` names the file in texts. Entries that cannot be read are gaps; a text that is cut off gives the entries ahead of the
// cut. Errors: no HAR, too long, not one entry.
Result<Case> read_har(std::string_view text, const std::string& source);

}  // namespace redial::doctor
