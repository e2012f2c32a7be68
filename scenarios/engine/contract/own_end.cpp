// What follows when the app itself disconnects or destroys its client: its end, and then silence.
#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;

constexpr std::int32_t kDisconnectedByApp = 2;

bool has_returned(const Event& event, const char* name) {
  return event.kind == EventKind::call_returned && event.name == name && event.code.value_or(0) == 0;
}

// After each `ended` event until the app connects again: nothing that is `forbidden`.
Finding nothing_after(const Timeline& timeline, const Timeline::Test& ended, const Timeline::Test& forbidden,
                      const std::string& what) {
  Findings findings;
  const Event* since = nullptr;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) {
      since = nullptr;
    } else if (ended(*event)) {
      if (!since) since = event;
      findings.kept();
    } else if (since && forbidden(*event)) {
      findings.broken(std::string(describe(event->kind).name) + " although " + what, {since, event});
    }
  }
  return findings.take();
}

Finding no_attempt_after_disconnect(const Timeline& timeline) {
  return nothing_after(
      timeline, [](const Event& e) { return has_returned(e, "disconnect"); }, is_attempt, "the app had disconnected");
}

Finding no_attempt_after_destroy(const Timeline& timeline) {
  return nothing_after(
      timeline, [](const Event& e) { return e.kind == EventKind::client_destroyed; }, is_attempt, "the client was destroyed");
}

bool is_callback(const Event& event) {
  return event.kind == EventKind::status || event.kind == EventKind::result || event.kind == EventKind::message ||
         event.kind == EventKind::database_opened;
}

Finding silence_after_destroy(const Timeline& timeline) {
  return nothing_after(
      timeline, [](const Event& e) { return e.kind == EventKind::client_destroyed; }, is_callback, "the client was destroyed");
}

// Its end may be told, and what was open fails; nothing else is left to tell.
Finding silence_after_disconnect(const Timeline& timeline) {
  std::vector<const Event*> news;  // in order of time, as the trace
  ConnectedNews connected;
  for (const Event* event : timeline.events()) {
    const bool is_step = event->kind == EventKind::status && !tells_ended(*event);
    if (connected.tells(*event) || is_step || event->kind == EventKind::message) news.push_back(event);
  }
  return nothing_after(
      timeline, [](const Event& e) { return has_returned(e, "disconnect"); },
      [&](const Event& e) { return std::ranges::binary_search(news, &e); }, "the app had disconnected");
}

// The status by which the app learns of the end that it brought about itself.
Finding own_end_is_told(const Timeline& timeline, bool (*right)(const Event&), const std::string& as) {
  Findings findings;
  for (const Event* call : timeline.all([](const Event& e) { return is_call(e, "disconnect"); })) {
    const Event* told = timeline.first(
        [&](const Event& e) { return &e != call && (tells_ended(e) || (e.kind == EventKind::call && e.name == "connect")); },
        call);
    if (!told || told->kind == EventKind::call) continue;
    findings.judge(right(*told),
                   "the app's own disconnect was told as " + std::string(to_name(told->status)) +
                       (told->code ? " " + std::to_string(*told->code) : "") + ", not as " + as,
                   {call, told});
  }
  return findings.take();
}

Finding own_disconnect_is_code_2(const Timeline& timeline) {
  return own_end_is_told(
      timeline, [](const Event& e) { return e.code == kDisconnectedByApp; }, "code 2");
}

Finding own_disconnect_is_signed_out(const Timeline& timeline) {
  return own_end_is_told(
      timeline, [](const Event& e) { return e.status == ConnectionStatus::signed_out; }, "signed out");
}

Finding own_disconnect_names_its_cause(const Timeline& timeline) {
  const auto is_right = [](const Event& e) { return e.status == ConnectionStatus::signed_out || e.code == kDisconnectedByApp; };
  return own_end_is_told(timeline, is_right, "signed out, nor with code 2");
}

Finding own_disconnect_is_no_kick(const Timeline& timeline) {
  return own_end_is_told(
      timeline, [](const Event& e) { return e.status != ConnectionStatus::kicked && !tells(e, 31010) && !tells(e, 31023); },
      "the app's own");
}

}  // namespace

Chapter own_end() {
  using enum Severity;
  const std::string reconnect = said("the mechanism ends when the app disconnects", kAndroidReconnect);
  const std::string destroy = "SDK documents, destroy: ends the client; init makes the next one";
  return {
      "The app's own end",
      "The app disconnects, or destroys its client.",
      {
          {"no-attempt-after-disconnect", "After the app's own disconnect nothing is dialled until it calls connect again.",
           reconnect, must, kEveryProfile, no_attempt_after_disconnect},
          {"silence-after-disconnect", "After the app's own disconnect it is told of its end, and of no connection or message.",
           reconnect, must, kEveryProfile, silence_after_disconnect},
          {"own-disconnect-is-code-2", "The app's own disconnect is told with code 2.",
           said("2 ACTIVE_DISCONNECT: the app called disconnect", kWebCodes), must, kPromises, own_disconnect_is_code_2},
          {"own-disconnect-is-signed-out",
           "The app's own disconnect is told as signed out.",
           said("status SIGN_OUT, the user logged out; Nexconn's SIGNED_OUT", kAndroidStatus),
           must,
           {"nexconn-web", "uniapp"},
           own_disconnect_is_signed_out},
          {"own-disconnect-names-its-cause",
           "The app's own disconnect is told as signed out, or with code 2 by an API that tells why a connection ended by codes.",
           said("status SIGN_OUT, the user logged out", kAndroidStatus) + "; " +
               said("2 ACTIVE_DISCONNECT: the app called disconnect", kWebCodes) + ", the table that @rongcloud/electron shares",
           must,
           {"native"},
           own_disconnect_names_its_cause},
          {"own-disconnect-is-no-kick", "The app's own disconnect is not told as the doing of another device.",
           said("kicked is told when another device logs in", kAndroidStatus), must, kEveryProfile, own_disconnect_is_no_kick},
          {"no-attempt-after-destroy", "A destroyed client dials nothing.", destroy, must, kEveryProfile,
           no_attempt_after_destroy},
          {"silence-after-destroy", "A destroyed client tells the app nothing.", destroy, must, kEveryProfile,
           silence_after_destroy},
      }};
}

}  // namespace redial::scenarios::contract
