// What the server says of a login or a connection is what the app is told, as the code tables map it.
#include <algorithm>
#include <set>
#include <string>

#include "core/wire/status_tables.hpp"
#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;

constexpr std::int32_t kTokenIncorrect = 31004;
constexpr std::int32_t kTokenExpired = 31020;
constexpr std::int32_t kLicenceExpired = 31030;

// What told the app an end; a status without a code counts as each of those it may stand for.
bool may_stand_for(const Event& event, std::int32_t code) {
  if (event.code || event.kind != EventKind::status) return event.code == code;
  switch (event.status) {
    case ConnectionStatus::token_incorrect:
      return code == kTokenIncorrect || code == kTokenExpired;
    case ConnectionStatus::blocked:
      return code == 31009 || code == 31011;
    case ConnectionStatus::kicked:
      return code == 31010;
    default:
      return true;
  }
}

std::string told_text(const Event& event) {
  return event.code ? std::to_string(*event.code) : "status " + std::string(to_name(event.status));
}

// The code that the server's words bring about; nothing if they do not end the connection.
std::optional<std::int32_t> demanded(const Event& said) {
  wire::StatusMeaning meaning;
  if (const auto status = status_in(said, "CONNACK ")) meaning = wire::connack_meaning(static_cast<std::uint16_t>(*status));
  if (const auto status = status_in(said, "DISCONNECT ")) meaning = wire::disconnect_meaning(static_cast<std::uint16_t>(*status));
  if (meaning.reaction != wire::Reaction::terminal) return std::nullopt;
  return meaning.code;
}

// Faults that choose what the server says, and do nothing to how it arrives.
bool only_chooses_words(const Event& fault) {
  return fault.detail == "connack-status" || fault.detail == "connack-delay" || fault.detail.starts_with("disconnect");
}

bool arrives(const Timeline& timeline, const Event& said) {
  return std::ranges::none_of(timeline.whole(), [&](const Event& e) {
    const bool on_it = e.epoch == said.epoch || e.epoch == Epoch();
    return e.kind == EventKind::fault_fired && on_it && !only_chooses_words(e);
  });
}

// The first message of a kind on a connection is the one that counts: a login is answered once.
bool is_first_on_its_connection(const std::vector<const Event*>& server, const Event& said, std::string_view prefix) {
  return std::ranges::none_of(server, [&](const Event* e) {
    return e < &said && e->kind == EventKind::server_sent && e->epoch == said.epoch && e->name.starts_with(prefix);
  });
}

Finding told_as_said(const Timeline& timeline, std::string_view prefix) {
  Findings findings;
  const auto& server = timeline.server_side();
  for (const Event* said : server) {
    if (said->kind != EventKind::server_sent || !status_in(*said, prefix)) continue;
    const auto code = demanded(*said);
    if (!code || !is_first_on_its_connection(server, *said, prefix) || !arrives(timeline, *said)) continue;
    const auto answer = std::ranges::find_if(timeline.events(), [&](const Event* e) {
      const bool app_acts = is_own_end(*e) || is_call(*e, "connect");
      // News of the login itself may still be on its way to the app.
      const bool old_news = tells_connected(*e) && e->at <= said->at + kAtOnce;
      return e > said && (app_acts || (is_outcome(*e) && !old_news));
    });
    if (answer == timeline.events().end() || (*answer)->kind == EventKind::call) continue;
    findings.judge(may_stand_for(**answer, *code),
                   said->name + " means " + std::to_string(*code) + ", the app was told " + told_text(**answer), {said, *answer});
  }
  return findings.take();
}

Finding login_refusal_is_told(const Timeline& timeline) { return told_as_said(timeline, "CONNACK "); }
Finding server_disconnect_is_told(const Timeline& timeline) { return told_as_said(timeline, "DISCONNECT "); }

bool is_code_of_the_server(std::int32_t code) {
  static const std::set<std::int32_t> kCodes = [] {
    std::set<std::int32_t> codes;
    for (std::uint16_t status = 0; status < 256; ++status)
      for (const auto& meaning : {wire::connack_meaning(status), wire::disconnect_meaning(status)})
        if (meaning.reaction == wire::Reaction::terminal) codes.insert(meaning.code);
    return codes;
  }();
  return kCodes.contains(code);
}

bool is_refusal(const Event& event) {
  return event.kind == EventKind::server_navigation && (event.code == 401 || event.code == 403 || event.code == 416);
}

// 31004 for a blank token, and 31030 and 31004 by navigation, come without words of the chat server.
bool has_ground(const Timeline& timeline, const std::vector<const Event*>& server, const Event& told) {
  const bool by_navigation = told.code == kTokenIncorrect || told.code == kLicenceExpired;
  const bool said = std::ranges::any_of(server, [&](const Event* e) {
    if (e->at > told.at + kAtOnce) return false;
    return (e->kind == EventKind::server_sent && demanded(*e) == told.code) || (by_navigation && is_refusal(*e));
  });
  if (said) return true;
  const auto& events = timeline.events();
  const auto last_call =
      std::find_if(events.rbegin(), events.rend(), [&](const Event* e) { return e < &told && is_call(*e, "connect"); });
  const bool dialled = last_call != events.rend() &&
                       std::ranges::any_of(events, [&](const Event* e) { return e > *last_call && e < &told && is_attempt(*e); });
  return told.code == kTokenIncorrect && !dialled;
}

Finding no_invented_code(const Timeline& timeline) {
  Findings findings;
  const auto& server = timeline.server_side();
  if (server.empty()) return findings.take();
  for (const Event* told : timeline.all(is_outcome)) {
    if (!told->code || !is_code_of_the_server(*told->code) || disturbed(timeline, nullptr, told)) continue;
    findings.judge(has_ground(timeline, server, *told), std::to_string(*told->code) + " was told, and no server had said so",
                   {told});
  }
  return findings.take();
}

Finding navigation_refusal_is_31004(const Timeline& timeline) {
  Findings findings;
  for (const Event* answered : timeline.all([](const Event& e) { return e.kind == EventKind::navigation_answered; })) {
    if (answered->code != 401 && answered->code != 403) continue;
    const Event* next = timeline.first([&](const Event& e) { return e.kind == EventKind::call || is_outcome(e); }, answered);
    if (!next || next->kind == EventKind::call) continue;
    findings.judge(may_stand_for(*next, kTokenIncorrect),
                   "navigation answered " + std::to_string(*answered->code) + ", the app was told " + told_text(*next),
                   {answered, next});
  }
  return findings.take();
}

Finding expired_token_has_a_token_code(const Timeline& timeline) {
  Findings findings;
  for (const Event* said : timeline.server_side()) {
    if (said->detail != "expired" || said->code.value_or(0) == 0 || said->code == 200) continue;
    const auto told = std::ranges::find_if(timeline.events(), [&](const Event* e) { return e > said && is_outcome(*e); });
    if (told == timeline.events().end() || disturbed(timeline, nullptr, *told) || tells_connected(**told)) continue;
    findings.judge(may_stand_for(**told, kTokenIncorrect) || may_stand_for(**told, kTokenExpired),
                   "an expired token was told as " + told_text(**told), {said, *told});
  }
  return findings.take();
}

// Connection events with a code, and the promise of the connect that they decide.
Finding result_and_event_agree(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (connect.results.empty() || connect.results.front()->code == 0) continue;
    const Event& result = *connect.results.front();
    if (refuses_duplicate(result.code)) continue;  // the event is about another connect
    const Event* status =
        timeline.first([&](const Event& e) { return e.kind == EventKind::status && tells_ended(e) && e.code; }, connect.call);
    if (!status || status->at > result.at + kAtOnce || result.at > status->at + kAtOnce) continue;
    findings.judge(status->code == result.code,
                   "the event told " + std::to_string(*status->code) + ", the result " + std::to_string(result.code.value_or(-1)),
                   {status, &result});
  }
  return findings.take();
}

}  // namespace

Chapter codes() {
  using enum Severity;
  return {"Codes",
          "What the server said is what the app is told. The wire's statuses and their codes stand in docs/PROTOCOL.md.",
          {
              {"login-refusal-is-told", "A refused login is told with the code of its CONNACK status.",
               said("connection codes and what each means", kWebCodes) + "; typings of @rongcloud/engine", must, kEveryProfile,
               login_refusal_is_told},
              {"server-disconnect-is-told", "A connection that the server ends is told with the code of its DISCONNECT status.",
               said("connection codes and what each means", kWebCodes) + "; typings of @rongcloud/engine", must, kEveryProfile,
               server_disconnect_is_told},
              {"no-invented-code", "A code that only a server can decide on is told only when one has.",
               said("each code names its cause on the server's side", kWebCodes), must, kEveryProfile, no_invented_code},
              {"navigation-refusal-is-31004", "Navigation that answers 401 or 403 is told as 31004.",
               "published package @rongcloud/engine 5.38.0, and the code table's text of 31004: the token is wrong", must,
               kEveryProfile, navigation_refusal_is_31004},
              {"expired-token-has-a-token-code", "A connect that fails because the token is expired is told as 31004 or 31020.",
               said("guides: an expired token is 31004", kUniappConnect) + "; against it " +
                   said("code tables have 31020 for an expired token", kWebCodes),
               advisory, kEveryProfile, expired_token_has_a_token_code},
              {"result-and-event-agree", "The event that ends a connect and its result carry the same code.",
               said("both report the code of the same table", kWebCodes), must, kPromises, result_and_event_agree},
          }};
}

}  // namespace redial::scenarios::contract
