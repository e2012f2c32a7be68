// Codes after which nothing is dialled until the app connects again, and how a kick is told.
#include <algorithm>
#include <string>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"
#include "scenarios/engine/contract/terminal_codes.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;

constexpr std::int32_t kKicked = 31010;
constexpr std::int32_t kConnectTimeout = 34006;

constexpr std::string_view k31003 =
    "the current code tables read it as service not enabled; older ones as server unavailable, and there the SDK reconnects";
constexpr std::string_view k31005 =
    "current code tables read it as the app's own check failing; older ones as a token of another AppKey, the cause of 31004";

constexpr TerminalCode kTerminalCodes[] = {
    {31001, "protocol version not supported", ""},
    {31002, "identifier rejected, usually a wrong AppKey", ""},
    {31003, "service not enabled", k31003},
    {31004, "token incorrect", ""},
    {31005, "not authorised", k31005},
    {31007, "package name invalid", ""},
    {31008, "app blocked or deleted", ""},
    {31009, "user blocked at login", ""},
    {kKicked, "kicked by another login", ""},
    {31011, "user blocked while online", ""},
    {31020, "token expired", ""},
    {31021, "token of another device", ""},
    {31022, "host name not allowed", ""},
    {31023, "same kind of client online, and not to be kicked", ""},
    {31024, "too many connections", ""},
    {31025, "wrong environment", ""},
    {31026, "not passed by the app server", ""},
    {31027, "one-time token used before", ""},
    {31028, "token of another platform", ""},
    {31029, "account closed", ""},
    {31030, "licence expired", ""},
    {kConnectTimeout, "the app's time limit is over", ""},
};

// After the code was told: no attempt until the app calls connect again.
Finding no_attempt_after(const Timeline& timeline, std::int32_t code) {
  Findings findings;
  const Event* since = nullptr;
  CallId latest;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) {
      since = nullptr;
      latest = event->call;
    } else if (tells(*event, code) && !is_outdated(*event, latest)) {
      if (!since) since = event;
      findings.kept();
    } else if (since && is_attempt(*event)) {
      findings.broken(std::string(describe(event->kind).name) + " although " + std::to_string(code) +
                          " was told and the app had not called connect again",
                      {since, event});
    }
  }
  return findings.take();
}

Rule rule_for(const TerminalCode& row) {
  const std::string code = std::to_string(row.code);
  Rule rule;
  rule.id = "no-attempt-after-" + (row.code == kKicked ? "kick" : code);
  rule.promise = "After " + code + " (" + std::string(row.meaning) + ") nothing is dialled until the app calls connect again.";
  rule.source = said(code + " is none of the codes after which the SDK reconnects", kWebCodes);
  rule.profiles = row.code == kConnectTimeout ? kTwoStages : kEveryProfile;
  if (row.code == 31004) {
    rule.source = said("on 31004 the app fetches a new token and connects again, without an endless loop", kUniappConnect);
  } else if (row.code == kKicked) {
    rule.source = said("a kicked client does not reconnect", kWebReconnect);
  } else if (row.code == kConnectTimeout) {
    rule.source = "iOS header RCCoreClient.h and the Flutter wrapper's connect: after the time limit no more reconnecting";
  }
  if (!row.against.empty()) {
    rule.severity = Severity::advisory;
    rule.source += "; documents contradict each other: " + std::string(row.against);
  }
  rule.check = [told = row.code](const Timeline& timeline) { return no_attempt_after(timeline, told); };
  return rule;
}

bool tells_kick(const Event& event) { return event.kind == EventKind::status && tells(event, kKicked); }

Finding kick_is_told_once(const Timeline& timeline) {
  Findings findings;
  const Event* told = nullptr;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) told = nullptr;
    if (!tells_kick(*event)) continue;
    findings.judge(!told, "the kick was told twice", {told, event});
    told = event;
  }
  return findings.take();
}

Finding kick_is_not_suspended(const Timeline& timeline) {
  Findings findings;
  for (const Event* kick : timeline.server_side()) {
    if (kick->kind != EventKind::server_sent || kick->name != "DISCONNECT 1") continue;
    const auto told = std::ranges::find_if(timeline.events(), [&](const Event* e) {
      return e > kick && (e->kind == EventKind::status || e->kind == EventKind::call);
    });
    if (told == timeline.events().end() || (*told)->kind == EventKind::call || disturbed(timeline, kick, *told)) continue;
    findings.judge((*told)->status != ConnectionStatus::suspended, "the kick was told as suspended", {kick, *told});
  }
  return findings.take();
}

}  // namespace

std::span<const TerminalCode> terminal_codes() { return kTerminalCodes; }
bool is_terminal(std::int32_t code) {
  return std::ranges::find(kTerminalCodes, code, &TerminalCode::code) != std::end(kTerminalCodes);
}

Chapter endings() {
  using enum Severity;
  Chapter chapter{"Ends that the app must act on", "After these codes the SDK's own reconnecting is over.", {}};
  for (const TerminalCode& row : kTerminalCodes) chapter.rules.push_back(rule_for(row));
  chapter.rules.push_back({"kick-is-told-once", "A kick is told exactly once.",
                           "Web API documents: the event DISCONNECT with 31010 tells the kick and ends the connection", must,
                           kEveryProfile, kick_is_told_once});
  chapter.rules.push_back(
      {"kick-is-not-suspended", "A kick is told as an end, not as suspended.",
       "Web API documents: a kick is the event DISCONNECT; against it " +
           said("the help page tells it as SUSPEND", "https://help.rongcloud.io/t/handling-multi-device-login-kickouts-web/142"),
       advisory, kEveryProfile, kick_is_not_suspended});
  return chapter;
}

}  // namespace redial::scenarios::contract
