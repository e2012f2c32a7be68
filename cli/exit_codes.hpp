// What `redial` tells its caller by exit code; docs and help texts quote these.
#pragma once

namespace redial::cli {

inline constexpr int kKept = 0;          // every promise kept, or broken as recorded
inline constexpr int kBroken = 1;        // a promise was broken, or a recorded deviation is stale
inline constexpr int kWrongUse = 2;      // wrong use, or an invalid scenario
inline constexpr int kInconclusive = 3;  // an agent or the server was lost, or the machine could not keep time

}  // namespace redial::cli
