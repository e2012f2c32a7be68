// A peer of a run whose clock the run may hold: it stands still, and what is to happen at an instant happens when the run lets
// it.
#pragma once

#include "core/base/result.hpp"
#include "core/control/rest.hpp"
#include "core/time/compressed_clock.hpp"

namespace redial::agent {

// Only for peers made with a clock of the run's (control::CreateClient::clock, mock_server::Options::clock).
class Clocked {
 public:
  virtual ~Clocked() = default;

  // Sets its clock; fires nothing yet, and returns at once. Error: it cannot be reached.
  virtual Result<Done> set_clock(const CompressedClock& clock) = 0;

  // Fires the timers that are due and works until it has nothing left to do but to wait. Everything it has observed up to then
  // is with the observation sink when this returns. Errors: it cannot be reached, or it finds no end.
  virtual Result<control::Rest> settle() = 0;
};

}  // namespace redial::agent
