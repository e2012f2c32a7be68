// Which token goes out: that of the latest connect, and none that was refused.
#include <algorithm>
#include <map>
#include <string>

#include "core/wire/status_tables.hpp"
#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

// The connect that was accepted last before the event; null if none was.
const ConnectCall* latest_before(const std::vector<ConnectCall>& calls, const Event& event) {
  const ConnectCall* latest = nullptr;
  for (const ConnectCall& connect : calls) {
    const bool refused = !connect.results.empty() && connect.results.front()->code.value_or(0) != 0 &&
                         connect.results.front()->at <= connect.call->at + kAtOnce && connect.results.front() < &event;
    if (connect.call < &event && connect.accepted() && !refused) latest = &connect;
  }
  return latest;
}

// A login that was on its way when the app called still has the token before: judged is what was opened after the next dial.
bool began_after(const Timeline& timeline, const std::vector<const Event*>& server, const Event& login,
                 const ConnectCall& connect) {
  const Event* dial = timeline.first([](const Event& e) { return e.kind == EventKind::dial; }, connect.call);
  return dial && std::ranges::any_of(server, [&](const Event* e) {
           return e->kind == EventKind::server_upgraded && e->epoch == login.epoch && e > dial && e <= &login;
         });
}

Finding uses_the_latest_token(const Timeline& timeline) {
  Findings findings;
  const auto& calls = timeline.connect_calls();
  const auto& server = timeline.server_side();
  for (const Event* seen : server) {
    const bool is_login = seen->kind == EventKind::server_login && !seen->token.empty();
    const ConnectCall* latest = is_login ? latest_before(calls, *seen) : nullptr;
    if (!latest || disturbed(timeline, latest->call, seen) || !began_after(timeline, server, *seen, *latest)) continue;
    const bool known = std::ranges::any_of(calls, [&](const ConnectCall& c) { return c.call->token == seen->token; });
    if (!known) continue;  // a token that was spoilt on its way has no label of its own
    findings.judge(seen->token == latest->call->token,
                   "token \"" + seen->token + "\" was used although " + call_text(*latest->call) + " had passed \"" +
                       latest->call->token + "\"",
                   {latest->call, seen});
  }
  return findings.take();
}

Finding refused_token_is_not_used_again(const Timeline& timeline) {
  Findings findings;
  std::map<std::string, const Event*> refused;
  const auto& server = timeline.server_side();
  for (const Event& event : timeline.whole()) {
    if (is_call(event, "connect")) {
      refused.erase(event.token);
    } else if (event.kind == EventKind::server_login && std::ranges::find(server, &event) != server.end()) {
      const auto before = refused.find(event.token);
      if (before != refused.end() && !event.token.empty()) {
        findings.broken("token \"" + event.token + "\" was presented again after it had been refused", {before->second, &event});
      }
      const bool refuses =
          wire::connack_meaning(static_cast<std::uint16_t>(event.code.value_or(0))).reaction == wire::Reaction::terminal;
      if (refuses && !disturbed(timeline, nullptr, &event)) {
        refused.emplace(event.token, &event);
        findings.kept();
      }
    }
  }
  return findings.take();
}

// The server's word may come behind the result: a login counts for the connect that passed its token.
Finding user_is_the_tokens(const Timeline& timeline) {
  Findings findings;
  const auto& server = timeline.server_side();
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (connect.results.empty() || connect.results.front()->code != 0) continue;
    const Event* result = connect.results.front();
    const auto login = std::ranges::find_if(server, [&](const Event* e) {
      return e->kind == EventKind::server_login && e->code == 0 && !e->user.empty() && e->token == connect.call->token;
    });
    if (login == server.end() || disturbed(timeline, nullptr, result)) continue;
    findings.judge(result->user == (*login)->user, "the token's user is " + (*login)->user + ", the app was told " + result->user,
                   {*login, result});
  }
  return findings.take();
}

}  // namespace

Chapter tokens() {
  using enum Severity;
  return {
      "Tokens",
      "Which token goes out to the chat server.",
      {
          {"uses-the-latest-token", "A login uses the token of the connect that was accepted last.",
           said("connect takes the token to connect with", kNexconnConnect) + "; " +
               said("connect again with the new token", kUniappConnect),
           must, kEveryProfile, uses_the_latest_token},
          {"refused-token-is-not-used-again", "A token that was refused is not presented again until the app passes it again.",
           said("no endless loop with a token that is refused", kUniappConnect) + "; " +
               said("an ended token fails automatic reconnects too", kTokenExpire),
           must, kEveryProfile, refused_token_is_not_used_again},
          {"user-is-the-tokens", "The user id told is that of the token's user.",
           said("userId is that of the user who connected", kUniappConnect), must, kEveryProfile, user_is_the_tokens},
      }};
}

}  // namespace redial::scenarios::contract
