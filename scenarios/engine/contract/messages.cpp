// Sending and receiving, as far as the connection decides what becomes of it.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

// Read off the package: 30 s for an answer.
constexpr Duration kAnswerPatience = std::chrono::seconds(35);

bool is_send(const Event& event) { return is_call(event, "send-text"); }

// The outcome of a call: refused at once, or told later.
const Event* outcome_of(const Timeline& timeline, const Event& call) {
  const Event* returned =
      timeline.first([&](const Event& e) { return e.kind == EventKind::call_returned && e.call == call.call; }, &call);
  if (returned && returned->code.value_or(0) != 0) return returned;
  return timeline.first([&](const Event& e) { return e.kind == EventKind::result && e.call == call.call; }, &call);
}

Finding fails_before_connected(const Timeline& timeline) {
  Findings findings;
  for (const Event* event : timeline.events()) {
    if (tells_connected(*event)) break;
    const Event* outcome = is_send(*event) ? outcome_of(timeline, *event) : nullptr;
    if (!outcome) continue;
    findings.judge(outcome->code != 0, call_text(*event) + " succeeded before the client was connected", {event, outcome});
  }
  return findings.take();
}

Finding fails_after_the_end(const Timeline& timeline) {
  Findings findings;
  const Event* ended = nullptr;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) ended = nullptr;
    if (tells_ended(*event)) ended = event;
    const Event* outcome = ended && is_send(*event) ? outcome_of(timeline, *event) : nullptr;
    if (!outcome) continue;
    findings.judge(outcome->code != 0, call_text(*event) + " succeeded although the connection was over",
                   {ended, event, outcome});
  }
  return findings.take();
}

Finding one_result_per_send(const Timeline& timeline) {
  Findings findings;
  for (const Event* call : timeline.all(is_send)) {
    const auto results = timeline.all([&](const Event& e) { return e.kind == EventKind::result && e.call == call->call; });
    if (results.empty()) continue;
    findings.judge(results.size() == 1, call_text(*call) + " brought " + std::to_string(results.size()) + " results",
                   {results.front(), results.back()});
  }
  return findings.take();
}

Finding sends_are_answered(const Timeline& timeline) {
  Findings findings;
  for (const Event* call : timeline.all(is_send)) {
    const Event* outcome = outcome_of(timeline, *call);
    const Event* taken_away =
        timeline.first([](const Event& e) { return is_call(e, "destroy") || e.kind == EventKind::app_restarted; }, call);
    if (outcome && outcome->at - call->at <= kAnswerPatience) {
      findings.kept();
    } else if (!taken_away && timeline.end() - call->at > kAnswerPatience) {
      findings.late(call_text(*call) + " had no result within " + seconds_text(kAnswerPatience), {call, outcome});
    }
  }
  return findings.take();
}

Finding sent_once(const Timeline& timeline) {
  Findings findings;
  const auto& calls = timeline.all(is_send);
  std::size_t published = 0;
  for (const Event* event : timeline.server_side()) {
    if (event->kind != EventKind::server_received || !event->name.starts_with("PUBLISH")) continue;
    ++published;
    findings.judge(published <= calls.size(),
                   std::to_string(calls.size()) + " messages were sent, the server received " + std::to_string(published),
                   {calls.empty() ? nullptr : calls.back(), event});
  }
  return findings.take();
}

// Texts are not unique, so each may come as often as it can have been sent: once, and as often as sends are left over. A client
// whose data were tampered with cannot know what it has delivered.
Finding delivered_once(const Timeline& timeline) {
  Findings findings;
  if (timeline.first([](const Event& e) { return e.kind == EventKind::storage_changed; })) return findings.take();
  std::size_t sent = 0;
  for (const Event& event : timeline.whole()) {
    sent += is_send(event) || (event.kind == EventKind::server_command && event.name == "deliver-message");
  }
  std::map<std::pair<std::string, std::string>, std::vector<const Event*>> delivered;
  for (const Event* message : timeline.all([](const Event& e) { return e.kind == EventKind::message; })) {
    delivered[{message->user, message->detail}].push_back(message);
  }
  for (const auto& [message, times] : delivered) {
    const std::size_t others = delivered.size() - 1;
    const std::size_t allowed = sent > others ? sent - others : 1;
    findings.judge(times.size() <= allowed, "a message was delivered " + std::to_string(times.size()) + " times",
                   {times.front(), times.back()});
  }
  return findings.take();
}

}  // namespace

Chapter messages() {
  using enum Severity;
  const std::string business = said("business APIs require a successful connection", kNexconnConnect);
  return {
      "Messages",
      "What the connection decides about sending and receiving.",
      {
          {"business-calls-fail-before-connected", "Sending before the client was connected fails.", business, must,
           kEveryProfile, fails_before_connected},
          {"business-calls-fail-after-the-end", "Sending after the connection was told to be over fails.", business, must,
           kEveryProfile, fails_after_the_end},
          {"one-result-per-send", "Sending brings at most one result.",
           said("the promise or callback of a call tells its outcome", kWebConnect), must, kEveryProfile, one_result_per_send},
          {"sends-are-answered", "Sending has its result within 35 s.",
           said("30003: no answer to a message in time", kWebCodes) + "; published package: after 30 s", should, kEveryProfile,
           sends_are_answered},
          {"sent-once", "A message goes to the server once for each call.",
           said("30003: sending again is the app's business", kWebCodes), must, kEveryProfile, sent_once},
          {"delivered-once", "A message is delivered to the app once.",
           "published package @rongcloud/engine 5.38.0: pushes are told apart by message id", should, kEveryProfile,
           delivered_once},
      }};
}

}  // namespace redial::scenarios::contract
