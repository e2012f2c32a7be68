// Collects the checks and decides between fail and inconclusive.
#include "scenarios/engine/judge.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/engine/contract/rule.hpp"
#include "scenarios/engine/expectation.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

// What keeps a breach from being held against the client; empty if nothing does.
struct Doubts {
  std::string lost;       // a peer is gone: nothing is held against the client
  std::string delayed;    // a step came late, or a client to it: what is expected of steps is not, nor breaches of timing
  std::string overslept;  // the machine was late: breaches of timing are not
  const trace::Event* crash = nullptr;  // of a client, the first: what might have come later is not

  bool concern(bool about_time) const {
    return !lost.empty() || (about_time && (!delayed.empty() || !overslept.empty() || crash));
  }
  // Whatever an expectation is about, it is expected of steps that come when the scenario has them come.
  bool concern_expectation(bool about_time) const { return !delayed.empty() || concern(about_time); }
  std::string reason() const {
    return !lost.empty() ? lost : crash ? crash_text(*crash) : !delayed.empty() ? delayed : overslept;
  }
};

Verdict of_breach(bool in_doubt) { return in_doubt ? Verdict::inconclusive : Verdict::fail; }

Doubts doubts(const Finished& outcome, const std::vector<trace::Event>& trace) {
  Doubts found;
  if (outcome.how == Finished::How::inconclusive) found.lost = outcome.reason;
  for (const trace::Event& event : trace) {
    const bool delays = event.kind == trace::EventKind::step_delayed || event.kind == trace::EventKind::client_starved;
    if (delays && found.delayed.empty()) found.delayed = event.detail;
    if (event.kind == trace::EventKind::overslept && found.overslept.empty()) found.overslept = event.detail;
    if (event.kind == trace::EventKind::client_crashed && !found.crash) found.crash = &event;
    if (event.kind == trace::EventKind::agent_lost || event.kind == trace::EventKind::server_lost) {
      if (found.lost.empty()) found.lost = event.detail;
    }
  }
  return found;
}

Check failed_wait(const Scenario& scenario, const Finished& outcome, const std::vector<trace::Event>& trace,
                  const Doubts& doubts) {
  const auto timed_out =
      std::find_if(trace.begin(), trace.end(), [](const trace::Event& e) { return e.kind == trace::EventKind::wait_timed_out; });
  Check check;
  check.id = timed_out == trace.end() ? "wait" : timed_out->name;
  check.rule = outcome.reason;
  check.verdict = of_breach(doubts.concern(true));
  check.about_time = true;
  check.detail = "it did not come in time; the steps behind it were not played";
  check.source = joined(scenario.sources);
  if (timed_out != trace.end()) check.events = {timed_out->sequence};
  return check;
}

Check held(const Expectation& expectation, const Scenario& scenario, const std::vector<trace::Event>& trace,
           const Doubts& doubts) {
  const Judgement judgement = judge(expectation.condition, trace);
  const Verdict verdict = judgement.met ? Verdict::pass : of_breach(doubts.concern_expectation(judgement.about_time));
  return {expectation.id,           expectation.text, verdict,        judgement.detail,
          joined(scenario.sources), judgement.events, Severity::must, judgement.about_time};
}

// That of the crash, unless an expectation has held it against the client: then that says why the rest is open.
void add_crash(const trace::Event& crash, std::vector<Check>& checks) {
  const bool judged = std::ranges::any_of(checks, [&](const Check& check) {
    return check.verdict == Verdict::fail && std::ranges::find(check.events, crash.sequence) != check.events.end();
  });
  if (judged) {
    std::erase_if(checks, [](const Check& check) { return check.verdict == Verdict::inconclusive; });
  } else {
    checks.push_back({std::string(kClientCrashed),
                      "the client lives until the play is over",
                      Verdict::inconclusive,
                      crash.detail + "; the steps behind it were not played",
                      {},
                      {crash.sequence}});
  }
}

void add_contract(const Scenario& scenario, const std::string& profile, const std::vector<trace::Event>& trace,
                  const Doubts& doubts, std::vector<Check>& checks) {
  for (const auto& [client, spec] : scenario.clients) {
    const Timeline timeline(trace, client);
    checks.reserve(checks.size() + contract::all_rules().size());
    for (const contract::Rule& rule : contract::all_rules()) {
      if (!contract::holds_for(rule, profile)) continue;
      contract::Finding finding = rule.check(timeline);
      if (finding.kind == contract::Finding::Kind::no_occasion) continue;
      Check check{rule.id,      rule.promise, Verdict::pass, std::move(finding.detail), rule.source, std::move(finding.events),
                  rule.severity};
      if (scenario.clients.size() > 1) check.id += "@" + client;
      if (finding.kind == contract::Finding::Kind::broken) {
        check.about_time = finding.about_time;
        check.verdict = rule.severity == Severity::must ? of_breach(doubts.concern(finding.about_time)) : Verdict::warning;
        // A run is never in doubt for the sake of a warning.
        if (check.verdict == Verdict::warning && doubts.concern(finding.about_time)) continue;
      }
      checks.push_back(std::move(check));
    }
  }
}

}  // namespace

Verdicts judge(const Scenario& scenario, const std::string& profile, const Finished& outcome,
               const std::vector<trace::Event>& trace) {
  const Doubts found = doubts(outcome, trace);
  Verdicts verdicts;
  if (outcome.how == Finished::How::wait_failed) verdicts.checks.push_back(failed_wait(scenario, outcome, trace, found));
  for (const Expectation& expectation : scenario.expectations) {
    if (is_for(expectation.profiles, profile)) verdicts.checks.push_back(held(expectation, scenario, trace, found));
  }
  add_contract(scenario, profile, trace, found, verdicts.checks);
  if (!found.lost.empty()) std::erase_if(verdicts.checks, [](const Check& check) { return check.verdict != Verdict::pass; });
  if (found.crash && found.lost.empty()) add_crash(*found.crash, verdicts.checks);
  verdicts.overall = found.lost.empty() ? overall(verdicts.checks) : Verdict::inconclusive;
  const bool in_doubt = std::ranges::count(verdicts.checks, Verdict::inconclusive, &Check::verdict) > 0;
  if (in_doubt || verdicts.overall == Verdict::inconclusive) verdicts.reason = found.reason();
  return verdicts;
}

}  // namespace redial::scenarios
