// The ways in which a crowd logs in. Each runs to its end and returns what is to be told as JSON; none of them waits for a login
// longer than `Plan::patience`.
#pragma once

#include <sys/types.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "benchmarks/peers/client/crowd.hpp"
#include "core/time/time.hpp"

namespace redial::peers {

struct Plan {
  Duration warm_up{};          // logins in this time count for nothing
  Duration measured{};         // after it
  std::uint64_t at_least = 0;  // logins for which the measured time is made longer, in closed loop
  Duration patience = std::chrono::seconds(10);
  std::vector<pid_t> servers;  // whose CPU time is told
};

// One login after the other in every slot of the crowd: as many as the server can take. Each ends by a reset.
nlohmann::json run_closed(Crowd& crowd, const Plan& plan);

// `per_second` logins begin, whatever becomes of them, as long as the crowd has a slot free; those for which it has none are told
// as "unoffered". Times count from when a login should have begun. After the measured time none begins, and those under way may
// end.
nlohmann::json run_open(Crowd& crowd, const Plan& plan, double per_second);

// Fills every slot and says on stdout that it has, then holds until stdin ends.
nlohmann::json run_hold(Crowd& crowd, const Plan& plan);

// Fills every slot, drops all of them together, and logs all of them in again at once; a login that fails is tried again. Times
// count from before the first drop. `by_server`: it says "held" on stdout instead of dropping, and each comes back as soon as it
// has lost its connection; times count from the first loss.
nlohmann::json run_storm(Crowd& crowd, const Plan& plan, bool by_server);

// A single login, for what comes with it, such as a ticket. False: it failed.
bool log_in_once(Crowd& crowd, const Plan& plan);

}  // namespace redial::peers
