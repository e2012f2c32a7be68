// The whole scenario library as the doctor's patients, in virtual time: what is found is what was wrong, and where the record
// does not decide, what was wrong is among what is left. Taking facts away never makes the doctor sure of something wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "doctor/diagnosis/diagnose.hpp"
#include "tests/sim/doctor_views.hpp"
#include "tests/sim/playing.hpp"

namespace redial::doctor {
namespace {

using Answer = Diagnosis::Answer;
using views::Truth;

std::set<Cause> open_causes(const Diagnosis& diagnosis) {
  std::set<Cause> open;
  for (const Candidate& candidate : diagnosis.candidates)
    if (!candidate.ruled_out) open.insert(candidate.cause);
  return open;
}

std::string names(const std::set<Cause>& causes) {
  std::string text;
  for (const Cause cause : causes) text += std::string(text.empty() ? "" : ", ") + std::string(describe(cause).name);
  return "{" + text + "}";
}

// Those that a network, or a server that does not keep to the protocol, can bring about in many ways.
bool is_network(Cause cause) { return cause >= Cause::name_not_resolved && cause <= Cause::connection_lost; }

// Empty if the diagnosis claims nothing wrong.
std::string wrong_claim(const Diagnosis& diagnosis, const Truth& truth) {
  const std::set<Cause> open = open_causes(diagnosis);
  const bool named = std::ranges::any_of(open, [&](Cause cause) { return truth.causes.contains(cause); });
  if (diagnosis.answer == Answer::found) {
    const Cause found = *open.begin();
    if (named || (truth.nameless && is_network(found))) return {};
    return "found " + names(open) + ", and it was " + names(truth.causes);
  }
  if (diagnosis.answer == Answer::cannot_tell && !open.empty() && !named && !truth.causes.empty() && !truth.nameless)
    return "left " + names(open) + ", and it was " + names(truth.causes);
  return {};
}

struct Patient {
  const scenarios::Scenario& scenario;
  const reports::ScenarioResult& result;
  Truth truth;
  std::string name() const { return scenario.id + " with " + result.client.profile; }
};

template <class Look>
void each_patient(const std::vector<std::string>& selections, Look look) {
  sim::play_all(sim::load_library(selections), [&](const scenarios::Scenario& scenario, const reports::ScenarioResult& result) {
    look(Patient{scenario, result, views::truth_of(scenario, result)});
  });
}

const std::vector<std::pair<std::string, views::Extras>>& records() {
  static const std::vector<std::pair<std::string, views::Extras>> kRecords = {
      {"app and network", {}},
      {"app and network, without texts", {.texts = false}},
      {"network", {.app = false}},
      {"network with issues", {.app = false, .issues = true}},
      {"network with issues of unknown lifetime", {.app = false, .issues = true, .lifetimes = false}},
      {"app", {.wire = false}},
      {"everything", {.issues = true}},
  };
  return kRecords;
}

TEST(Doctor, FindsInASavedRunWhatTheServerKnew) {
  each_patient({}, [](const Patient& one) {
    Truth truth = one.truth;
    // A server tells a text that is not of its form from one whose seal is wrong, which nobody else can.
    if (truth.causes.contains(Cause::token_altered)) truth.causes.insert(Cause::token_damaged);
    EXPECT_EQ(wrong_claim(diagnose(views::saved_run(one.result)), truth), "") << one.name();
  });
}

TEST(Doctor, NeverClaimsWhatIsNotSoWhateverTheRecordShows) {
  each_patient({}, [](const Patient& one) {
    for (const auto& [record, extras] : records())
      EXPECT_EQ(wrong_claim(diagnose(views::client_view(one.scenario, one.result, extras)), one.truth), "")
          << one.name() << ", record of " << record;
    EXPECT_EQ(wrong_claim(diagnose(views::error_log(one.scenario, one.result)), one.truth), "") << one.name() << ", error log";
  });
}

TEST(Doctor, LosingFactsNeverMakesItSureOfSomethingWrong) {
  Random chance(1);
  each_patient({"token", "appkey", "kick", "app_model", "disconnect", "duplicate", "connect"}, [&](const Patient& one) {
    if (one.truth.nameless) return;
    for (const auto& [record, extras] : records()) {
      const Case whole = views::client_view(one.scenario, one.result, extras);
      for (int round = 0; round < 10; ++round) {
        const Diagnosis diagnosis = diagnose(views::thinned(whole, chance));
        const std::string claim = diagnosis.answer == Answer::found ? wrong_claim(diagnosis, one.truth) : "";
        EXPECT_EQ(claim, "") << one.name() << ", record of " << record;
      }
    }
  });
}

// When the server decided on the token: accepted, and refused without saying why.
struct Decisions {
  std::vector<std::size_t> accepted, refused;  // places in the trace
};
Decisions decisions_on(const std::string& token, const reports::ScenarioResult& result) {
  Decisions found;
  for (std::size_t i = 0; i < result.trace.size(); ++i) {
    const trace::Event& event = result.trace[i];
    if (event.token != token) continue;
    const bool login = event.kind == trace::EventKind::server_login;
    const bool asks = event.kind == trace::EventKind::server_navigation;
    if (login && event.code == 0) found.accepted.push_back(i);
    if ((login && event.code == 4) || (asks && (event.code == 401 || event.code == 403))) found.refused.push_back(i);
  }
  return found;
}

// What nobody can tell apart who sees the token's text, what it was presented with, and the answers.
std::set<Cause> smallest_set(const Decisions& decisions, const std::set<Cause>& why) {
  using enum Cause;
  if (why == std::set{token_damaged}) return why;
  const std::size_t last = decisions.refused.back();
  if (!decisions.accepted.empty() && decisions.accepted.back() > last) return {token_not_yet_valid};
  if (!decisions.accepted.empty()) return {token_expired, token_revoked, secret_rotated};
  return {token_expired, token_revoked, secret_rotated, token_not_yet_valid, token_of_other_app, token_altered};
}

// Of a text without '@' nobody can say whether a part of it is missing.
bool lacks_its_end(const Case& record) {
  return std::ranges::any_of(record.tokens, [](const SeenToken& token) { return token.presented && !token.text.has_at; });
}

TEST(Doctor, LeavesOfEveryTokenFaultTheSmallestSetThatAClientCanTellApart) {
  std::set<std::set<Cause>> seen;
  each_patient({"token", "appkey"}, [&](const Patient& one) {
    if (one.truth.nameless || one.truth.of_token.size() != 1) return;
    const auto& [token, why] = *one.truth.of_token.begin();
    const Decisions decisions = decisions_on(token, one.result);
    if (decisions.refused.empty() || why.contains(Cause::token_empty)) return;
    std::set<Cause> expected = smallest_set(decisions, why);
    seen.insert(expected);
    const Case record = views::client_view(one.scenario, one.result, {.app = false});
    if (expected.contains(Cause::token_altered) && lacks_its_end(record)) expected.insert(Cause::token_damaged);
    EXPECT_EQ(names(open_causes(diagnose(record))), names(expected)) << one.name();
  });
  EXPECT_EQ(seen.size(), 4u);
}

TEST(Doctor, SavedRunOfATokenFaultDecidesAlways) {
  unsigned decided = 0;
  each_patient({"token", "appkey"}, [&](const Patient& one) {
    if (one.truth.causes.empty() || one.truth.nameless) return;
    ++decided;
    EXPECT_EQ(diagnose(views::saved_run(one.result)).answer, Answer::found) << one.name();
  });
  EXPECT_GT(decided, 100u);
}

}  // namespace
}  // namespace redial::doctor
