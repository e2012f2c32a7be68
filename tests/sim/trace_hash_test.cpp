// What is simulated is the same on every machine and with every compiler: the traces of some plays have the hashes on file.
#include "core/trace/trace_hash.hpp"

#include <gtest/gtest.h>

#include "tests/sim/playing.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::sim {
namespace {

const char* const kFile = "tests/sim/trace_hashes.txt";

// Faults of all sorts, TLS, messages, several clients, days.
const std::vector<std::string> kScenarios = {"app_model/two_users",
                                             "kick/ping_pong",
                                             "longhaul/seven_restarts",
                                             "messages/fifty_received",
                                             "network/jitter",
                                             "network/reset",
                                             "navigation/unusable_answer",
                                             "token/expired",
                                             "tls/next_address",
                                             "login/again",
                                             "websocket/violation_at_login_for_a_while"};

std::string hashes() {
  std::string text;
  play_all(load_library(kScenarios), [&](const auto& scenario, const auto& result) {
    text += trace::trace_hash(result.trace, result.started_at) + " " + result.client.profile + " " + scenario.id + "\n";
  });
  return text;
}

TEST(Simulation, GivesTheTracesOnFileWhateverTheCompiler) {
  const std::string simulated = hashes();
  EXPECT_TRUE(scenarios::updated(kFile, simulated) == simulated)
      << simulated << "if the change is meant: REDIAL_UPDATE_GOLDEN=1 redial_trace_hash_test";
}

}  // namespace
}  // namespace redial::sim
