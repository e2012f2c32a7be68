// The message store that two-stage APIs open: when, how often, with which code.
#include <string>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

constexpr std::int32_t kDatabaseFailed = 33002;

bool is_opening(const Event& event) { return event.kind == EventKind::database_opened; }

// Is the app told of an opening: by the callback it passed, or by listeners? A promise tells the outcome alone.
bool hears_of_openings(const Timeline& timeline, const ConnectCall& connect) {
  const bool promised = connect.returned && !connect.returned->code;
  return connect.call->via == "callback" || !promised || listens(timeline, *connect.call);
}

const Event* first_opening(const ConnectCall& connect) { return connect.openings.empty() ? nullptr : connect.openings.front(); }

// An opening that no call brought is one of the app's process: it stands for later connects of the same user as well.
const Event* standing_opening(const Timeline& timeline, const ConnectCall& connect) {
  const Event* standing = nullptr;
  for (const Event* event : timeline.events()) {
    if (event >= connect.call) break;
    if (is_opening(*event) && event->call == CallId()) standing = event;
    const bool is_of_another = is_connect_result(*event) && event->code == 0 && event->user != connect.results.front()->user;
    if (is_of_another || event->kind == EventKind::app_restarted) standing = nullptr;
  }
  return standing;
}

Finding opened_before_connected(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (!connect.accepted() || connect.results.empty() || connect.results.front()->code != 0) continue;
    if (!hears_of_openings(timeline, connect)) continue;
    const Event* standing = standing_opening(timeline, connect);
    const Event* opened = standing ? standing : first_opening(connect);
    const Event* result = connect.results.front();
    findings.judge(opened && opened < result, "connected was told before the database was opened", {result, opened});
  }
  return findings.take();
}

Finding opened_once(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    const auto& opened = connect.openings;
    if (opened.empty()) continue;
    findings.judge(opened.size() == 1,
                   call_text(*connect.call) + " opened the database " + std::to_string(opened.size()) + " times",
                   {opened.front(), opened.back()});
  }
  return findings.take();
}

Finding code_is_documented(const Timeline& timeline) {
  Findings findings;
  for (const Event* opened : timeline.all(is_opening)) {
    findings.judge(opened->code == 0 || opened->code == kDatabaseFailed,
                   "the database was told as opened with " + std::to_string(opened->code.value_or(-1)), {opened});
  }
  return findings.take();
}

// A token with which this client was connected last: its user is known, so nothing has to be asked. What it knows is uncertain
// once its data were tampered with, or the app was killed before it heard what became of a connect; then nothing is judged.
template <class Judge>
Finding for_each_opening(const Timeline& timeline, const Judge& judge) {
  Findings findings;
  std::string known;
  const Event* known_since = nullptr;
  bool is_certain = true;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    const bool succeeded = !connect.results.empty() && connect.results.front()->code == 0;
    const Event* changed = timeline.first([](const Event& e) { return e.kind == EventKind::storage_changed; }, known_since);
    if (changed && changed < connect.call) is_certain = false;
    if (connect.accepted() && is_certain) judge(findings, connect, !known.empty() && known == connect.call->token);
    if (connect.results.empty()) is_certain = false;
    if (!succeeded) continue;
    known = connect.call->token;
    known_since = connect.results.front();
    is_certain = true;
  }
  return findings.take();
}

Finding known_token_opens_it_first(const Timeline& timeline) {
  return for_each_opening(timeline, [&](Findings& findings, const ConnectCall& connect, bool known) {
    const Event* attempt = timeline.first(is_attempt, connect.call);
    if (!known || !attempt || !hears_of_openings(timeline, connect)) return;
    const Event* opened = first_opening(connect);
    findings.judge(opened && opened < attempt, "the token is known, and the network was asked before the database was opened",
                   {attempt, opened});
  });
}

Finding new_token_opens_it_after_login(const Timeline& timeline) {
  return for_each_opening(timeline, [&](Findings& findings, const ConnectCall& connect, bool known) {
    const Event* opened = first_opening(connect);
    if (known || !opened || timeline.server_side().empty()) return;
    findings.judge(accepting_login(timeline, connect, *opened) != nullptr,
                   "the token is new, and the database was opened before the server had accepted it", {connect.call, opened});
  });
}

}  // namespace

Chapter database() {
  using enum Severity;
  const std::string harmony =
      said("a known token opens the database first and needs no network; a new one after the login", kHarmonyEngine);
  const std::string only_there = "; only this page says so, and the uni-app, Android and iOS pages say nothing of the order";
  return {
      "The message store",
      "Reported as database-opened by the APIs that have one.",
      {
          {"database-opened-before-connected", "The database is reported open before the connection is.",
           harmony + "; " + said("lists the callbacks in this order", kUniappConnect), must, kTwoStages, opened_before_connected},
          {"database-opened-once", "A connect reports the database open at most once.",
           said("onDatabaseOpened reports the opening that a connect brings", kUniappConnect), must, kTwoStages, opened_once},
          {"database-code-is-documented", "The database is reported with 0 or 33002.",
           "iOS header RCErrorCode.h: RCDBOpenSuccess 0, RCDBOpenFailed 33002", must, kTwoStages, code_is_documented},
          {"known-token-opens-the-database-first",
           "With the token of the last connection the database opens before the network is asked.", harmony + only_there,
           advisory, kTwoStages, known_token_opens_it_first},
          {"new-token-opens-the-database-after-login", "With a new token the database opens after the server has accepted it.",
           harmony + only_there, advisory, kTwoStages, new_token_opens_it_after_login},
      }};
}

}  // namespace redial::scenarios::contract
