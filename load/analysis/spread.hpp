// Do users wait before their attempts as the back-off declares, spread evenly over its jitter? It judges no client: a wait that
// is none of its own, such as a busy machine's, is told apart by the instrument's error only. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/names.hpp"
#include "load/result/model.hpp"
#include "reports/statistics/kolmogorov_smirnov.hpp"

namespace redial::load {

// Of an even spread, so often called uneven by chance.
inline constexpr double kSpreadAlpha = 0.01;
// With fewer waits, nearly every spread would pass.
inline constexpr std::uint64_t kLeastForSpread = 30;

enum class SpreadVerdict : std::uint8_t {
  even,       // nothing speaks against an even spread over what is declared
  lagging,    // uneven, but by no more than the instrument's error explains
  uneven,     // it is not what is declared
  no_jitter,  // none is declared: all waits are to be of one length
  too_few,
};
inline constexpr Named<SpreadVerdict> kSpreadVerdicts[] = {{SpreadVerdict::even, "even"},
                                                           {SpreadVerdict::lagging, "even but for the machine's lag"},
                                                           {SpreadVerdict::uneven, "not as declared"},
                                                           {SpreadVerdict::no_jitter, "no jitter declared"},
                                                           {SpreadVerdict::too_few, "too few to tell"}};

// Of the waits before one attempt.
struct WaitSpread {
  std::uint32_t attempt = 1;
  Duration low{}, high{};  // declared
  std::uint64_t n = 0;
  double below = 0, within = 0, above = 0;                // shares of n
  Duration p50{}, p99{};                                  // of the lengths
  std::optional<reports::statistics::EvenSpread> spread;  // nothing where no jitter is declared
  SpreadVerdict verdict{};
};

// `error`: of the bench (summary.hpp); by so much every wait may have been longer than the client meant it to be. In the order of
// attempts; those that nobody waited for are left out.
std::vector<WaitSpread> wait_spreads(const Phase& phase, Duration error);

}  // namespace redial::load
