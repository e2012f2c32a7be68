// How a connect begins and what it brings.
#include "tests/unit/scenarios/rule_stories.hpp"

namespace redial::scenarios::contract {
namespace {

using Kind = trace::EventKind;
using enum trace::ConnectionStatus;
using std::chrono::milliseconds;
using std::chrono::seconds;

Story told() { return Story().listening().connect(); }
Story online() { return Story().online(); }
Story refused() { return Story().call("connect", 1).returned("connect", 1, 34001); }
Story with_callback() { return Story().call("connect", 1, "callback").returned("connect", 1, 0); }
Story limited(const std::string& limit) {
  return Story().call("connect", 1, "callback").detail("timeout=" + limit).returned("connect", 1, 0);
}
Story twice() { return online().call("connect", 2).returned("connect", 2); }
Story both_under_way() { return told().connect(2).result(2, 34001); }
Story dialled(const std::string& label) { return Story().connect(1, label).wire(Kind::dial, 1); }
Story two_tokens() {
  return dialled("old").login(4, "old").result(1, 31004).wait(seconds(2)).connect(2, "new").wire(Kind::dial, 2);
}

std::vector<RuleStories> results() {
  return {
      {"one-result-per-connect", online(), online().result(1, 0, "alice")},
      {"outcome-is-told", online(), told().status(connected).over(seconds(2)), Story().connect().over(seconds(60))},
      {"user-id-with-success-only", online(), told().result(1, 31004, "alice")},
      {"valid-token-connects", online(), told().login(0).result(1, 31004),
       told().event(Kind::fault_fired).login(0).result(1, 31004)},
      {"no-success-without-login", online(), told().login(4).result(1, 0, "alice").over(seconds(2)),
       told().result(1, 0, "alice").over(seconds(2))},
      {"is-ok-means-code-0", told().result(1, 0, "alice").detail("isOk=true"), told().result(1, 31004).detail("isOk=true"),
       online()},
      {"no-callback-after-refusal", refused(), refused().result(1, 34001), online()},
      {"only-the-callback-fires", with_callback().result(1, 0, "alice").via("callback"),
       with_callback().result(1, 0, "alice").via("callback").result(1, 0, "alice").via("listener"), online()},
  };
}

std::vector<RuleStories> limits() {
  return {
      {"result-within-the-limit", limited("2").wait(seconds(2)).result(1, 34006), limited("2").over(seconds(4)),
       limited("0").over(seconds(60))},
      {"not-before-the-limit", limited("2").wait(seconds(2)).result(1, 34006), limited("2").wait(seconds(1)).result(1, 34006),
       limited("2").wait(seconds(1)).result(1, 31004)},
      {"keeps-trying-without-limit", limited("0").result(1, 31004), limited("0").result(1, 30007), limited("2").result(1, 34006)},
  };
}

std::vector<RuleStories> duplicates() {
  return {
      {"duplicate-connect-is-refused", twice().result(2, 34001), twice().result(2, 0, "alice"),
       told().result(1, 31004).connect(2).result(2, 0, "alice")},
      {"refused-duplicate-does-not-dial", twice().result(2, 34001), twice().result(2, 34001).wire(Kind::dial, 2),
       both_under_way().wire(Kind::dial, 1)},
      {"first-outcome-survives-a-duplicate", both_under_way().status(connected).result(1, 0, "alice"),
       both_under_way().status(connected).over(seconds(2)), twice().result(2, 34001)},
      {"one-live-socket", online().wire(Kind::socket_closed, 1).wire(Kind::socket_opened, 2).over(seconds(2)),
       online().wire(Kind::socket_opened, 2).over(seconds(2))},
  };
}

std::vector<RuleStories> tokens() {
  return {
      {"uses-the-latest-token", two_tokens().login(0, "new", 2), two_tokens().login(0, "old", 2),
       dialled("old").event(Kind::fault_fired).login(4, "old")},
      {"refused-token-is-not-used-again", dialled("old").login(4, "old"), dialled("old").login(4, "old").login(4, "old", 2),
       dialled("good").login(0)},
      {"user-is-the-tokens", online(), told().login(0).result(1, 0, "bob"),
       told().event(Kind::fault_fired).login(0).result(1, 0, "bob")},
  };
}

std::vector<RuleStories> navigation() {
  const auto asking = [] { return Story().connect().event(Kind::navigation_requested); };
  return {
      {"no-attempt-before-connect", online(), Story().wire(Kind::dial, 1).connect()},
      {"navigation-before-the-first-dial", online(), told().wire(Kind::dial, 1), told().navigated(500)},
      {"one-navigation-at-a-time", told().navigated(500).navigated(), asking().event(Kind::navigation_requested)},
      {"navigation-refusal-stops-the-walk", told().navigated(403), told().navigated(403).event(Kind::navigation_requested),
       told().navigated(500).navigated()},
      {"redirect-asks-navigation", online().said("DISCONNECT 6").event(Kind::navigation_requested),
       online().said("DISCONNECT 6").wire(Kind::dial, 2), online().dropped().wire(Kind::dial, 2)},
      {"navigation-answer-is-reused", online().dropped().wire(Kind::dial, 2),
       online().dropped().event(Kind::navigation_requested), online().said("DISCONNECT 6").event(Kind::navigation_requested)},
      {"navigation-is-not-awaited-for-ever", asking().wait(seconds(10)).event(Kind::navigation_failed),
       asking().over(seconds(20)), asking().over(seconds(9))},
      {"dial-is-not-awaited-for-ever", dialled("good").wait(seconds(5)).wire(Kind::socket_failed, 1),
       dialled("good").over(seconds(20)), dialled("good").over(seconds(4))},
  };
}

}  // namespace

std::vector<RuleStories> stories_of_connecting() {
  std::vector<RuleStories> all = results();
  for (const auto& more : {limits(), duplicates(), tokens(), navigation()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace redial::scenarios::contract
