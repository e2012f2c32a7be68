// How a connection ends: by the server's word, or by the app's.
#include "scenarios/engine/contract/terminal_codes.hpp"
#include "tests/unit/scenarios/rule_stories.hpp"

namespace redial::scenarios::contract {
namespace {

using Kind = trace::EventKind;
using enum trace::ConnectionStatus;
using std::chrono::seconds;

Story told() { return Story().listening().connect(); }
Story online() { return Story().online(); }
// The moment in which the app may still hear of its login is over.
Story online_for_long() { return online().wait(seconds(2)); }
Story disconnected_by_app() { return online().call("disconnect", 2).returned("disconnect", 2); }
Story destroyed() { return online().call("destroy", 2).returned("destroy", 2).event(Kind::client_destroyed); }
Story expired() { return told().server(Kind::server_login).code(4).detail("expired"); }
Story corrupted() { return told().event(Kind::fault_fired).detail("corrupt"); }

std::vector<RuleStories> codes() {
  return {
      {"login-refusal-is-told", told().login(9).result(1, 31009), told().login(9).result(1, 31004),
       corrupted().login(9).result(1, 31004)},
      {"server-disconnect-is-told", online_for_long().said("DISCONNECT 1").status(disconnected, 31010),
       online_for_long().said("DISCONNECT 1").status(disconnected, 31011),
       online().said("DISCONNECT 6").status(suspended, 31006)},
      {"no-invented-code", told().login(9).result(1, 31009), told().wire(Kind::dial, 1).login(9).result(1, 31023),
       corrupted().login(9).result(1, 31023)},
      {"navigation-refusal-is-31004", told().navigated(403).result(1, 31004), told().navigated(401).result(1, 30007),
       told().navigated(500).result(1, 30007)},
      {"expired-token-has-a-token-code", expired().result(1, 31020), expired().result(1, 31009),
       told().login(4).result(1, 31004)},
      {"result-and-event-agree", told().status(disconnected, 31004).result(1, 31004),
       told().status(disconnected, 31004).result(1, 31009), told().result(1, 31004)},
  };
}

std::vector<RuleStories> endings() {
  std::vector<RuleStories> stories = {
      {"kick-is-told-once", online().status(disconnected, 31010),
       online().status(disconnected, 31010).status(disconnected, 31010), online().dropped()},
      {"kick-is-not-suspended", online().said("DISCONNECT 1").status(disconnected, 31010),
       online().said("DISCONNECT 1").status(suspended, 31010), online().dropped()},
  };
  for (const TerminalCode& row : terminal_codes()) {
    const std::string id = "no-attempt-after-" + (row.code == 31010 ? "kick" : std::to_string(row.code));
    stories.push_back(
        {id, told().result(1, row.code), told().result(1, row.code).wire(Kind::dial, 2), online().dropped().wire(Kind::dial, 2)});
  }
  return stories;
}

std::vector<RuleStories> own_end() {
  return {
      {"no-attempt-after-disconnect", disconnected_by_app(), disconnected_by_app().wire(Kind::dial, 2)},
      {"silence-after-disconnect", disconnected_by_app().status(disconnected, 2), disconnected_by_app().message("bob", "late")},
      {"own-disconnect-is-code-2", disconnected_by_app().status(disconnected, 2),
       disconnected_by_app().status(disconnected, 31010), online().status(disconnected, 31010)},
      {"own-disconnect-is-signed-out", disconnected_by_app().status(signed_out), disconnected_by_app().status(disconnected)},
      {"own-disconnect-names-its-cause", disconnected_by_app().status(disconnected, 2),
       disconnected_by_app().status(disconnected), online().status(disconnected, 31010)},
      {"own-disconnect-is-no-kick", disconnected_by_app().status(signed_out), disconnected_by_app().status(kicked),
       online().status(kicked)},
      {"no-attempt-after-destroy", destroyed(), destroyed().wire(Kind::dial, 2)},
      {"silence-after-destroy", destroyed(), destroyed().status(disconnected, 2)},
  };
}

}  // namespace

std::vector<RuleStories> stories_of_endings() {
  std::vector<RuleStories> all = codes();
  for (const auto& more : {endings(), own_end()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace redial::scenarios::contract
