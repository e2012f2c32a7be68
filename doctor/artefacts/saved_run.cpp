// See saved_run.hpp. Of tokens a run keeps labels alone: what their texts look like is not on record.
#include "doctor/artefacts/saved_run.hpp"

#include <algorithm>
#include <utility>

#include "doctor/artefacts/json_reader.hpp"

namespace redial::doctor {
namespace {

using reports::ScenarioResult;
using trace::Event;
using trace::EventKind;

constexpr std::size_t kNamedInErrors = 5;

bool is_play_of(const ScenarioResult& play, const std::string& scenario) {
  return play.scenario == scenario || play.scenario.starts_with(scenario + " (");
}

// Does it say that something was not granted, or did not work?
bool is_refusal(const Event& event) {
  switch (event.kind) {
    case EventKind::result:
    case EventKind::server_login:
      return event.code.value_or(0) != 0;
    case EventKind::server_navigation:
    case EventKind::navigation_answered:
      return event.code.value_or(200) != 200;
    case EventKind::status:
      return event.code.value_or(0) != 0;
    case EventKind::navigation_failed:
    case EventKind::socket_failed:
    case EventKind::client_crashed:
    case EventKind::unhandled_error:
      return true;
    default:
      return false;
  }
}

bool is_quiet(const ScenarioResult& play) {
  return play.verdict == scenarios::Verdict::pass && std::ranges::none_of(play.trace, is_refusal);
}

SeenToken& seen(std::vector<SeenToken>& tokens, const std::string& label) {
  const auto known = std::ranges::find(tokens, label, &SeenToken::label);
  return known != tokens.end() ? *known : tokens.emplace_back(SeenToken{.label = label});
}

std::vector<SeenToken> tokens_of(const std::vector<Event>& trace) {
  std::vector<SeenToken> tokens;
  for (const Event& event : trace) {
    if (event.token.empty()) continue;
    SeenToken& token = seen(tokens, event.token);
    const bool by_server = event.lane == trace::Lane::server;
    token.presented = token.presented || by_server || event.lane == trace::Lane::wire;
    if (by_server && token.user.empty()) token.user = event.user;
    if (event.kind == EventKind::token_fetched && !token.issued_at) token.issued_at = event.at;
  }
  return tokens;
}

bool has_lane(const std::vector<Event>& trace, trace::Lane lane) {
  return std::ranges::find(trace, lane, &Event::lane) != trace.end();
}

void tell_gaps(const ScenarioResult& play, Case& one) {
  if (play.dropped_events > 0)
    one.gaps.push_back({"the trace", std::to_string(play.dropped_events) + " events more than a trace can hold are missing"});
  if (!play.reason.empty()) one.gaps.push_back({"the play", play.reason});
}

Case case_of(ScenarioResult play, const std::string& source) {
  Case one;
  one.origin = Origin::saved_run;
  one.source = source + ", " + play.scenario + " with " + play.client.name;
  one.sight = {.app = has_lane(play.trace, trace::Lane::app), .wire = has_lane(play.trace, trace::Lane::wire), .verdict = true};
  one.profile = play.client.profile;
  one.sdk = play.client.name + " " + play.client.version;
  one.start = play.started_at;
  one.tokens = tokens_of(play.trace);
  tell_gaps(play, one);
  one.trace = std::move(play.trace);
  return one;
}

std::string some_names(const std::vector<ScenarioResult>& plays) {
  std::vector<std::string> names;
  for (const ScenarioResult& play : plays)
    if (std::ranges::find(names, play.scenario) == names.end()) names.push_back(play.scenario);
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamedInErrors); ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kNamedInErrors ? text + " and " + std::to_string(names.size() - kNamedInErrors) + " more" : text;
}

// Takes the quiet plays out; keeps some where there are none but quiet ones.
std::size_t leave_out_quiet(std::vector<ScenarioResult>& plays) {
  if (plays.size() <= kManyPlays) return 0;
  const std::size_t before = plays.size();
  if (std::ranges::all_of(plays, is_quiet))
    plays.resize(kManyPlays);
  else
    std::erase_if(plays, is_quiet);
  return before - plays.size();
}

}  // namespace

bool is_saved_run(std::string_view start) {
  const std::size_t begin = start.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  bool has_version = false, is_ours = false;
  JsonWalk walk(start.substr(begin));
  while (const auto item = walk.next()) {
    has_version = has_version || item->key == "schema_version";
    is_ours = is_ours || item->key == "redial";
  }
  return has_version && is_ours;
}

Result<std::vector<Case>> cases_of(reports::Report run, const std::string& source, const std::string& scenario) {
  std::vector<ScenarioResult>& plays = run.results;
  if (plays.empty()) return Error{"this run has no plays in it", source, "give the run.json of a run that has played something"};
  std::size_t quiet = 0;
  if (scenario.empty()) {
    quiet = leave_out_quiet(plays);
  } else {
    const std::string names = some_names(plays);
    std::erase_if(plays, [&](const ScenarioResult& play) { return !is_play_of(play, scenario); });
    if (plays.empty()) return Error{"no play of \"" + scenario + "\" is in this run", source, "it has " + names};
  }
  std::vector<Case> cases;
  for (ScenarioResult& play : plays) cases.push_back(case_of(std::move(play), source));
  if (quiet > 0)
    cases.front().gaps.push_back(
        {"the run",
         std::to_string(quiet) + " plays in which everything was granted are left out: name a scenario to see its plays"});
  return cases;
}

}  // namespace redial::doctor
