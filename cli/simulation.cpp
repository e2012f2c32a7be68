// Worlds for plays, with the digests of the real server.
#include "cli/simulation.hpp"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "cli/clients.hpp"
#include "core/trace/trace_hash.hpp"
#include "net/digests.hpp"
#include "sim/exploration/explore.hpp"
#include "sim/simulation.hpp"

namespace redial::cli {
namespace {

// Only says what kind of client to put into a play's world.
class Kind final : public agent::ClientFactory {
 public:
  explicit Kind(agent::reference::Kind kind) : kind_(std::move(kind)) {}

  Result<control::ClientDescription> describe() override { return sim::describe(kind_); }
  Result<std::unique_ptr<agent::ClientPort>> create(const control::CreateClient&, agent::ObservationSink) override {
    return Error{"there is no client outside of a simulation", "simulation", {}};
  }
  const agent::reference::Kind& get() const { return kind_; }

 private:
  agent::reference::Kind kind_;
};

const agent::reference::Kind& kind_of(const agent::Play& play) {
  return static_cast<const Kind&>(*play.contender->factory).get();
}

mock_server::Digests digests() { return {net::hmac_sha256, net::sha1, {}}; }

reports::ScenarioResult play_in_a_world(const agent::Play& play, std::uint64_t seed, const std::stop_token& stop) {
  sim::Options options;
  options.seed = seed;
  options.digests = digests();
  sim::Simulation simulation(kind_of(play), options);
  auto result = agent::run_scenario(*play.scenario, play.contender->description, simulation.peers(), stop);
  result.trace_hash = trace::trace_hash(result.trace, result.started_at);
  return result;
}

}  // namespace

std::vector<std::string> simulated_by_default() {
  std::vector<std::string> names;
  for (const std::string& profile : agent::reference::profiles()) names.push_back("reference:" + profile);
  return names;
}

Result<std::vector<agent::Contender>> simulated_contenders(const std::vector<std::string>& names) {
  std::vector<agent::Contender> contenders;
  for (const std::string& name : names) {
    const auto kind = reference_kind(name);
    if (!kind) {
      return Error{"\"" + name + "\" cannot be simulated", "--simulate",
                   "use reference or reference:PROFILE, with or without +DEFECT; or leave out --simulate"};
    }
    contenders.push_back({std::make_shared<Kind>(*kind), sim::describe(*kind)});
  }
  return contenders;
}

std::vector<agent::Player> simulated_players(unsigned jobs, std::uint64_t seed) {
  const unsigned useful = std::min(jobs, std::max(1u, std::thread::hardware_concurrency()));  // a simulation never waits
  return std::vector<agent::Player>(
      useful, [seed](const agent::Play& play, const std::stop_token& stop) { return play_in_a_world(play, seed, stop); });
}

reports::ScenarioResult play_varied(const agent::Play& play, std::uint64_t first, std::uint64_t count) {
  const sim::Subject subject{kind_of(play), digests()};
  for (std::uint64_t seed = first;; ++seed) {
    auto result = sim::explore(*play.scenario, subject, {}, seed);
    if (result.verdict == scenarios::Verdict::fail || seed + 1 == first + count) return result;
  }
}

}  // namespace redial::cli
