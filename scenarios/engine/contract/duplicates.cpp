// A second connect while the first is under way or has succeeded.
#include <map>
#include <string>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

// The code with which a call was refused: returned at once, or told as its only result.
std::optional<std::int32_t> refusal(const ConnectCall& connect) {
  if (connect.returned && connect.returned->code.value_or(0) != 0) return connect.returned->code;
  if (!connect.results.empty() && connect.results.front()->code != 0) return connect.results.front()->code;
  return std::nullopt;
}

// What the app knew of its connection when it made a call: never connected or over, under way, or up.
enum class Stage { idle, connecting, connected };

Stage stage_at(const Timeline& timeline, const Event& call) {
  Stage stage = Stage::idle;
  for (const Event* event : timeline.events()) {
    if (event == &call) break;
    if (is_call(*event, "connect")) {
      if (stage == Stage::idle) stage = Stage::connecting;
    } else if (tells_connected(*event)) {
      stage = Stage::connected;
    } else if (ends_for_good(*event) || (stage == Stage::connecting && is_connect_result(*event))) {
      stage = Stage::idle;
    } else if (stage == Stage::connected && event->kind == EventKind::status) {
      stage = Stage::connecting;
    }
  }
  return stage;
}

Finding duplicate_is_refused(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (stage_at(timeline, *connect.call) == Stage::idle) continue;
    if (refuses_duplicate(refusal(connect))) {
      findings.kept();
    } else if (!connect.results.empty()) {
      findings.broken(
          call_text(*connect.call) + ", a second one, was told " + std::to_string(connect.results.front()->code.value_or(-1)),
          {connect.call, connect.results.front()});
    }
  }
  return findings.take();
}

Finding refused_duplicate_does_not_dial(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (!refuses_duplicate(refusal(connect)) || stage_at(timeline, *connect.call) != Stage::connected) continue;
    const Event* next = timeline.first(
        [&](const Event& e) {
          const bool drop = e.kind == EventKind::socket_closed || (e.kind == EventKind::status && !tells_connected(e));
          return &e != connect.call && (is_attempt(e) || drop || is_call(e, "connect"));
        },
        connect.call);
    findings.judge(!next || !is_attempt(*next), call_text(*connect.call) + " was refused, and dialled all the same",
                   {connect.call, next});
  }
  return findings.take();
}

Finding first_outcome_survives_a_duplicate(const Timeline& timeline) {
  Findings findings;
  const auto& calls = timeline.connect_calls();
  for (std::size_t i = 1; i < calls.size(); ++i) {
    const ConnectCall& first = calls[i - 1];
    const bool open =
        first.accepted() && hears(timeline, first) && (first.results.empty() || first.results.front() > calls[i].call);
    if (!open || stage_at(timeline, *calls[i].call) != Stage::connecting) continue;
    const Event* outcome =
        timeline.first([](const Event& e) { return e.kind == EventKind::status && is_outcome(e); }, calls[i].call);
    if (!first.results.empty()) {
      findings.kept();
    } else if (outcome && timeline.end() > outcome->at + kAtOnce) {
      findings.late(call_text(*first.call) + " lost its result to a second connect", {first.call, calls[i].call});
    }
  }
  return findings.take();
}

// A socket that the client is closing counts until its end is seen; that end has its time.
Finding one_live_socket(const Timeline& timeline) {
  Findings findings;
  std::map<Epoch, const Event*> live;
  const Event* first = nullptr;  // two are open since `second` opened
  const Event* second = nullptr;
  const auto check = [&](TimePoint now) {
    if (second && now - second->at > kAtOnce) findings.late("two sockets were open at once", {first, second});
  };
  for (const Event* event : timeline.events()) {
    check(event->at);
    if (event->kind == EventKind::socket_opened) {
      if (!live.empty() && !second) {
        first = live.begin()->second;
        second = event;
      }
      live[event->epoch] = event;
      findings.kept();
    } else if (event->kind == EventKind::socket_closed || event->kind == EventKind::socket_failed) {
      live.erase(event->epoch);
      if (live.size() < 2) first = second = nullptr;
    } else if (is_gone(*event)) {
      live.clear();
      first = second = nullptr;
    }
  }
  check(timeline.end());
  return findings.take();
}

}  // namespace

Chapter duplicates() {
  using enum Severity;
  const std::string codes = "code tables: 34001 connection exists, 33006 connecting, another connect is refused";
  const std::string against =
      "; against it the uni-app connect page: a second connect may fire several callbacks, or cause them to be cleared";
  return {
      "Connect called twice",
      "Documents say to call it once, and contradict each other on what a second call does.",
      {
          {"duplicate-connect-is-refused", "A connect while connecting or connected is refused with 34001 or 33006.",
           codes + against, advisory, kEveryProfile, duplicate_is_refused},
          {"refused-duplicate-does-not-dial", "A connect that is refused because there is a connection goes out to no network.",
           codes, must, kEveryProfile, refused_duplicate_does_not_dial},
          {"first-outcome-survives-a-duplicate", "The first connect has its result although a second was called.",
           codes + against, advisory, kEveryProfile, first_outcome_survives_a_duplicate},
          {"one-live-socket", "A client has no two sockets open at once.",
           said("one connection for each kind of device by default; on the Web each tab counts as one",
                "https://docs.nexconn.ai/chatsdk-android/connection/multiple-platform"),
           must, kEveryProfile, one_live_socket},
      }};
}

}  // namespace redial::scenarios::contract
