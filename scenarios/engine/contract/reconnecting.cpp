// The SDK's own reconnecting: that it happens, how long it waits, how it notices a dead connection, when it may end.
#include <algorithm>
#include <string>
#include <string_view>

#include "core/control/client_command.hpp"
#include "core/time/backoff.hpp"
#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"
#include "scenarios/engine/contract/rounds.hpp"
#include "scenarios/engine/contract/terminal_codes.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

// Longer than any documented first wait, and every phase before an attempt shows on the wire.
constexpr Duration kReconnectPatience = std::chrono::seconds(10);
// What a wait may be longer than documented before the client counts as one that has stopped trying. Neither is near the 5 s that
// clients are seen to wait: a verdict must not hang on milliseconds.
constexpr Duration kStoppedTryingWeb = std::chrono::seconds(5);
constexpr Duration kStoppedTryingNative = std::chrono::seconds(4);
// The share of a documented wait by which one may be shorter.
constexpr double kWaitTolerance = 0.9;
constexpr Duration kToldPatience = std::chrono::seconds(5);  // from the server's CONNACK to the app
constexpr Duration kFirstNativeWait = std::chrono::milliseconds(45);
// That of the Web's package; the native SDKs document none.
constexpr Duration kHeartbeatInterval = std::chrono::seconds(15);
constexpr Duration kSilencePatience = std::chrono::seconds(10);  // beyond all the missed heartbeats
// Two intervals of 15 s.
constexpr Duration kPingPatience = std::chrono::seconds(30);
constexpr std::size_t kMaxRoundsPerMinute = 20;

Duration documented(const BackoffPolicy& policy, std::size_t wait) {
  return policy.delays[std::min(wait, policy.delays.size() - 1)];
}

Finding reconnects_by_itself(const Timeline& timeline) {
  Findings findings;
  for (const Loss& loss : timeline.losses()) {
    if (loss.next && (ends_for_good(*loss.next) || is_call(*loss.next, "connect"))) continue;
    if (!had_network(timeline, loss.lost->at, loss.lost->at + kReconnectPatience)) continue;
    if (loss.next && loss.next->at - loss.lost->at <= kReconnectPatience) {
      findings.kept();
    } else if (timeline.end() - loss.lost->at > kReconnectPatience) {
      findings.late("no attempt to reconnect within " + seconds_text(kReconnectPatience) + " of the loss",
                    {loss.lost, loss.next});
    }
  }
  return findings.take();
}

// Only a client that goes on by itself: after a drop, or in an untimed first connect where the API has one.
bool goes_on(const Outage& outage) {
  return outage.after_drop || time_limit(*outage.begin).value_or(Duration(1)) <= Duration::zero();
}

Finding waits_no_longer(const Timeline& timeline, const BackoffPolicy& policy, Duration patience) {
  Findings findings;
  for (const Outage& outage : outages(timeline)) {
    if (!goes_on(outage)) continue;
    for (const Wait& wait : outage.waits) {
      if (!wait.next && outage.ended) continue;
      const Duration length = (wait.next ? wait.next->at : timeline.end()) - wait.failed->at;
      const Duration longest = documented(policy, wait.number);
      if (length > longest + patience) {
        findings.late("after " + seconds_text(length) + " there was no attempt; " + seconds_text(longest) + " is documented",
                      {wait.failed, wait.next});
      } else if (wait.next) {
        findings.kept();
      }
    }
  }
  return findings.take();
}

// Behind a reset the attempt that comes at once may or may not count as the sequence's first.
Finding waits_no_less(const Timeline& timeline, const BackoffPolicy& policy) {
  Findings findings;
  for (const Outage& outage : outages(timeline)) {
    for (const Wait& wait : outage.waits) {
      if (wait.number == 0 || !wait.next || std::ranges::any_of(outage.waits, &Wait::redirected)) continue;
      const Duration length = wait.next->at - wait.failed->at;
      const Duration shortest = documented(policy, wait.restarted ? wait.number - 1 : wait.number);
      if (length >= std::chrono::duration_cast<Duration>(shortest * kWaitTolerance)) {
        findings.kept();
      } else {
        findings.late("waited " + seconds_text(length) + " before retry " + std::to_string(wait.number + 1) +
                          ", documented are " + seconds_text(shortest),
                      {wait.failed, wait.next});
      }
    }
  }
  return findings.take();
}

Finding first_wait_is_50_ms(const Timeline& timeline) {
  Findings findings;
  for (const Outage& outage : outages(timeline)) {
    if (!outage.after_drop || outage.waits.empty()) continue;
    const Wait& wait = outage.waits.front();
    if (!wait.next || wait.redirected || wait.restarted) continue;
    if (wait.next->at - wait.failed->at >= kFirstNativeWait) {
      findings.kept();
    } else {
      findings.late("the first retry came at once", {wait.failed, wait.next});
    }
  }
  return findings.take();
}

Finding attempts_per_minute(const Timeline& timeline) {
  Findings findings;
  for (const Outage& outage : outages(timeline)) {
    if (std::ranges::any_of(outage.waits, &Wait::restarted)) continue;  // the device may tell as much as it likes
    if (outage.rounds.size() > 1) findings.kept();
    for (std::size_t i = kMaxRoundsPerMinute; i < outage.rounds.size(); ++i) {
      const Event* first = outage.rounds[i - kMaxRoundsPerMinute];
      if (outage.rounds[i]->at - first->at < std::chrono::minutes(1)) {
        findings.broken("more than " + std::to_string(kMaxRoundsPerMinute) + " attempts within a minute",
                        {first, outage.rounds[i]});
      }
    }
  }
  return findings.take();
}

// A message that is sent leaves the connection as it is.
bool is_call_about_connection(const Event& event) { return event.kind == EventKind::call && event.name != "send-text"; }

Finding drop_is_not_final(const Timeline& timeline) {
  Findings findings;
  for (const Outage& outage : outages(timeline)) {
    if (!outage.after_drop) continue;
    const Event* next = timeline.first([](const Event& e) { return is_call_about_connection(e) || is_outcome(e); }, outage.begin);
    if (!next || next->kind == EventKind::call) continue;
    const bool gave_up = tells_ended(*next) && next->code && !is_terminal(*next->code);
    findings.judge(!gave_up, "the reconnecting ended with " + std::to_string(next->code.value_or(0)), {outage.begin, next});
  }
  return findings.take();
}

// Did faults do no more than end connections? What else they do may be in force for as long as they are armed.
bool only_dropped(const Timeline& timeline) {
  static constexpr std::string_view kDrops[] = {"reset", "close", "close-code", "cut", "reset-in-frame", "refuse"};
  return std::ranges::all_of(timeline.whole(), [](const Event& e) {
    return e.kind != EventKind::fault_fired || std::ranges::find(kDrops, e.detail) != std::end(kDrops);
  });
}

Finding recovery_is_told(const Timeline& timeline) {
  Findings findings;
  if (!only_dropped(timeline)) return findings.take();
  const auto& server = timeline.server_side();
  for (const Loss& loss : timeline.losses()) {
    const auto login = std::ranges::find_if(server, [&](const Event* e) { return e > loss.lost && e->name == "CONNACK 0"; });
    if (login == server.end() || !listens(timeline, *loss.lost) || disturbed(timeline, *login, nullptr)) continue;
    const Event* other = timeline.first(
        [&](const Event& e) { return &e != loss.lost && (ends_for_good(e) || e.kind == EventKind::call); }, loss.lost);
    const TimePoint latest = (*login)->at + kToldPatience;
    if (loss.back) {
      findings.kept();
    } else if (timeline.end() > latest && (!other || other->at > latest)) {
      findings.late("the server accepted the login again, and connected was not told", {loss.lost, *login});
    }
  }
  return findings.take();
}

// ---- keep-alive ----

bool ends_connection(const Event& event) {
  return event.kind == EventKind::server_closed || (event.kind == EventKind::server_sent && event.name.starts_with("DISCONNECT"));
}

Finding pings_while_connected(const Timeline& timeline) {
  Findings findings;
  const auto& server = timeline.server_side();
  for (const Event* login : server) {
    if (login->name != "CONNACK 0" || disturbed(timeline, nullptr, nullptr)) continue;
    TimePoint last = login->at;
    const auto gap = [&](TimePoint until, const Event* shown_by) {
      if (until - last > kPingPatience) {
        findings.late("no ping for " + seconds_text(until - last), {login, shown_by});
      } else if (shown_by) {
        findings.kept();
      }
      last = until;
    };
    bool open = true;
    for (const Event* event : server) {
      if (event <= login || event->epoch != login->epoch || !open) continue;
      if (event->name == "PINGREQ") gap(event->at, event);
      if (!ends_connection(*event)) continue;
      gap(event->at, nullptr);
      open = false;
    }
    if (open) gap(timeline.end(), nullptr);
  }
  return findings.take();
}

bool leaves(const Event& event) {
  const bool noticed = event.kind == EventKind::socket_closed || event.kind == EventKind::dial;
  return noticed || ends_for_good(event) ||
         (event.kind == EventKind::status && event.status == trace::ConnectionStatus::suspended);
}

Finding silence_is_noticed(const Timeline& timeline) {
  const auto level = heartbeat_level(timeline).value_or(control::kDefaultHeartbeatLevel);
  const Duration patience = level * kHeartbeatInterval + kSilencePatience;
  Findings findings;
  const auto& server = timeline.server_side();
  for (const Event* ping : server) {
    if (ping->name != "PINGREQ") continue;
    const bool answered =
        std::ranges::any_of(server, [&](const Event* e) { return e > ping && e->epoch == ping->epoch && e->name == "PINGRESP"; });
    if (answered) continue;
    const auto left = std::ranges::find_if(timeline.events(), [&](const Event* e) { return e > ping && leaves(*e); });
    const bool in_time = left != timeline.events().end() && (*left)->at - ping->at <= patience;
    if (in_time) {
      findings.kept();
    } else if (timeline.end() - ping->at > patience) {
      findings.late("a ping was unanswered for " + seconds_text(patience) + ", and the connection was kept", {ping});
    }
  }
  return findings.take();
}

// The pings that went unanswered last, on a connection that the server had not ended, before `until` (null: in all).
std::int32_t missed_pings(const Timeline::Events& server, const Event* until) {
  std::int32_t missed = 0;
  Epoch connection;
  for (const Event* event : server) {
    if (until && event > until) break;
    const bool is_ping = event->name == "PINGREQ";
    if (is_ping && event->epoch != connection) missed = 0;
    if (is_ping) {
      connection = event->epoch;
      ++missed;
    } else if (event->epoch == connection && (event->name == "PINGRESP" || ends_connection(*event))) {
      missed = 0;
    }
  }
  return missed;
}

// One more may be sent before the client has made up its mind.
Finding gives_up_at_the_heartbeat_level(const Timeline& timeline) {
  const auto level = heartbeat_level(timeline);
  if (!level) return {};
  Findings findings;
  const auto& server = timeline.server_side();
  const auto judge = [&](std::int32_t missed, const Event* lost) {
    findings.judge(missed >= *level && missed <= *level + 1,
                   std::to_string(missed) + " unanswered pings, and the level is " + std::to_string(*level),
                   {lost ? lost : server.back()});
  };
  for (const Loss& loss : timeline.losses()) {
    const auto missed = missed_pings(server, loss.lost);
    if (missed > 0 && had_network(timeline, loss.lost->at, loss.lost->at)) judge(missed, loss.lost);
  }
  if (const auto missed = missed_pings(server, nullptr); missed > *level + 1) judge(missed, nullptr);
  return findings.take();
}

}  // namespace

Chapter reconnecting() {
  using enum Severity;
  const BackoffPolicy web = web_backoff();
  const BackoffPolicy native = native_backoff();
  const std::string web_waits = said("the first retry at once, then every 5 s", kWebReconnect);
  const std::string native_waits =
      said("0.25, 0.5, 1, 2, 4, 8, 16, 32 s behind the first retry, then every 64 s", kAndroidReconnect);
  const std::string by_itself = said("once connected the mechanism takes over all reconnecting until it succeeds", kWebReconnect);
  const std::string heartbeat =
      "iOS header RCInitOption.h: reconnects after 2 to 6 missed heartbeats; published package: every 15 s";
  return {"Reconnecting",
          "What the SDK does by itself once a connection is lost.",
          {
              {"reconnects-by-itself", "A client that was online dials again by itself within 10 s of a drop.",
               by_itself + "; " + said("connect is called once per app lifecycle", kNexconnConnect), must, kEveryProfile,
               reconnects_by_itself},
              {"keeps-reconnecting-web", "After a drop the client tries again every 5 s until it succeeds.", web_waits, must,
               kPromises, [web](const Timeline& t) { return waits_no_longer(t, web, kStoppedTryingWeb); }},
              {"keeps-reconnecting-native",
               "After a drop, and in an untimed connect, the client tries again after each documented wait.", native_waits, must,
               kTwoStages, [native](const Timeline& t) { return waits_no_longer(t, native, kStoppedTryingNative); }},
              {"drop-is-not-final", "After a drop only a terminal code, or the app, ends the reconnecting.", by_itself, must,
               kEveryProfile, drop_is_not_final},
              {"recovery-is-told", "When the server has accepted a login after a drop, the app is told connected.",
               said("CONNECTED is told when the connection is up", kAndroidStatus), must, kEveryProfile, recovery_is_told},
              {"waits-no-less-web", "Behind the first retry the client waits no less than 5 s.", web_waits, must, kPromises,
               [web](const Timeline& t) { return waits_no_less(t, web); }},
              {"waits-no-less-native", "The client waits no less than documented before each retry.", native_waits, must,
               kTwoStages, [native](const Timeline& t) { return waits_no_less(t, native); }},
              {"first-wait-is-50-ms",
               "The first retry comes 0.05 s after the drop.",
               said("0.05 s since 5.6.2", kAndroidReconnect) + "; against it " +
                   said("the first retry at once", "https://docs.rongcloud.cn/uni-app-imlib/connectmgr/reconnect-kick"),
               advisory,
               {"native"},
               first_wait_is_50_ms},
              {"attempts-per-minute", "An outage sees at most 20 attempts a minute.",
               said("30015: connecting too often", kWebCodes) + "; the documented waits allow 14", should, kEveryProfile,
               attempts_per_minute},
              {"pings-while-connected", "A connected client pings at least every 30 s.", heartbeat, should, kPromises,
               pings_while_connected},
              {"silence-is-noticed",
               "A connection whose pings are not answered is given up within 100 s; with a heartbeat level, within 15 s for each "
               "missed one and 10 s.",
               heartbeat, should, kEveryProfile, silence_is_noticed},
              {"gives-up-at-the-heartbeat-level",
               "A client with a heartbeat level gives a connection up after so many unanswered pings in a row, and no sooner.",
               "iOS header RCInitOption.h, heartbeatLevel: reconnects after 2, 3, 4, 5 or 6 missed heartbeats",
               must,
               {"native"},
               gives_up_at_the_heartbeat_level},
          }};
}

}  // namespace redial::scenarios::contract
