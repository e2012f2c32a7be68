// How the playing of a scenario ended, whatever it showed.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/names.hpp"

namespace redial::scenarios {

struct Finished {
  enum class How : std::uint8_t {
    complete,      // every step was played
    wait_failed,   // an awaited event did not come in time; the steps behind it were not played
    inconclusive,  // a peer was lost or refused a command: nothing can be said of the client
    crashed,       // a client died by itself; the steps behind were not played
  } how = How::complete;
  std::string reason;
};
inline constexpr Named<Finished::How> kEndings[] = {{Finished::How::complete, "complete"},
                                                    {Finished::How::wait_failed, "wait-failed"},
                                                    {Finished::How::inconclusive, "inconclusive"},
                                                    {Finished::How::crashed, "crashed"}};

}  // namespace redial::scenarios
