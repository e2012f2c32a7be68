// What happens to a client that has been online: drops, statuses, messages; and the store of those messages.
#include "tests/unit/scenarios/rule_stories.hpp"

namespace redial::scenarios::contract {
namespace {

using Kind = trace::EventKind;
using enum trace::ConnectionStatus;
using std::chrono::milliseconds;
using std::chrono::seconds;

Story told() { return Story().listening().connect(); }
Story online() { return Story().online(); }
Story dropped() { return online().dropped(); }
// The first retry has failed.
Story retried() { return dropped().wait(milliseconds(50)).wire(Kind::dial, 2).wire(Kind::socket_failed, 2); }

Story failing_every(Duration wait) {
  Story story = dropped();
  for (std::uint32_t dial = 2; dial < 30; ++dial) story.wire(Kind::dial, dial).wire(Kind::socket_failed, dial).wait(wait);
  return story;
}

std::vector<RuleStories> reconnecting() {
  return {
      {"reconnects-by-itself", dropped().wire(Kind::dial, 2), dropped().over(seconds(11)), dropped().over(seconds(9))},
      {"keeps-reconnecting-web", retried().wait(seconds(5)).wire(Kind::dial, 3), retried().over(seconds(11)),
       dropped().over(seconds(4))},
      {"keeps-reconnecting-native", retried().wait(seconds(4)).wire(Kind::dial, 3), retried().over(seconds(5)),
       dropped().over(seconds(4))},
      {"drop-is-not-final", dropped().status(connecting).status(connected), dropped().status(disconnected, 35008),
       dropped().connect(2).status(disconnected, 35008)},
      {"recovery-is-told", dropped().login(0, "good", 2).status(connected), dropped().login(0, "good", 2).over(seconds(6)),
       dropped().login(0, "good", 2).event(Kind::fault_fired).over(seconds(6))},
      {"waits-no-less-web", retried().wait(seconds(5)).wire(Kind::dial, 3), retried().wait(seconds(1)).wire(Kind::dial, 3),
       online()
           .said("DISCONNECT 6")
           .status(suspended, 31006)
           .wire(Kind::dial, 2)
           .wire(Kind::socket_failed, 2)
           .wire(Kind::dial, 3)},
      {"waits-no-less-native", retried().wait(milliseconds(250)).wire(Kind::dial, 3),
       retried().wait(milliseconds(100)).wire(Kind::dial, 3), dropped().wire(Kind::dial, 2)},
      {"first-wait-is-50-ms", dropped().wait(milliseconds(50)).wire(Kind::dial, 2), dropped().wire(Kind::dial, 2)},
      {"attempts-per-minute", failing_every(seconds(5)), failing_every(seconds(1)), dropped().wire(Kind::dial, 2)},
      {"pings-while-connected", online().wait(seconds(15)).heard("PINGREQ"), online().over(seconds(40)),
       online().event(Kind::fault_fired).over(seconds(40))},
      {"silence-is-noticed", online().heard("PINGREQ").wait(seconds(6)).status(suspended, 30012),
       online().heard("PINGREQ").over(seconds(101)), online().heard("PINGREQ").said("PINGRESP").over(seconds(101))},
  };
}

// A client with a heartbeat level of 3 gives up after so many unanswered pings.
Story missed(int pings) {
  Story story = Story().event(Kind::client_created).detail("heartbeat-level=3").online();
  for (int ping = 0; ping < pings; ++ping) story.wait(seconds(6)).heard("PINGREQ");
  return story.wait(seconds(6)).dropped();
}

std::vector<RuleStories> heartbeat_levels() {
  return {
      {"gives-up-at-the-heartbeat-level", missed(3), missed(2), online().heard("PINGREQ").dropped()},
  };
}

std::vector<RuleStories> device() {
  const auto waiting = [] { return retried().wait(milliseconds(250)).wire(Kind::dial, 3).wire(Kind::socket_failed, 3); };
  const auto told = [&](const std::string& what) { return waiting().device(what); };
  const auto cut_off = [] { return online().device("network-lost").wire(Kind::socket_closed, 1).status(network_unavailable); };
  const auto tried = [](Story story, Duration wait) { return story.wait(wait).wire(Kind::dial, 4); };
  return {
      {"foreground-resets-backoff", tried(told("foreground"), milliseconds(50)), told("foreground").over(seconds(2)),
       tried(told("background"), seconds(2))},
      {"network-change-resets-backoff", tried(told("network-change"), milliseconds(50)),
       tried(told("network-change"), seconds(2)), told("network-lost").device("network-change").over(seconds(5))},
      {"paused-without-network", cut_off().over(seconds(20)), tried(cut_off(), seconds(2)),
       Story().device("network-lost").over(seconds(5))},
      {"resumes-with-the-network", tried(cut_off().wait(seconds(60)).device("network-back"), milliseconds(50)),
       cut_off().wait(seconds(60)).device("network-back").over(seconds(2)), online().device("network-back").over(seconds(5))},
  };
}

std::vector<RuleStories> statuses() {
  return {
      {"web-status-transitions", dropped().status(connecting).status(connected), online().status(connected)},
      {"uniapp-status-transitions", dropped().status(connecting).status(connected), online().status(kicked).status(connecting)},
      {"connecting-first", online(), told().status(connected), Story().connect().listening().status(connected)},
      {"no-status-twice", online(), online().status(connected), Story().listening()},
      {"suspended-only-after-connected", dropped(), told().status(suspended, 30007),
       Story().connect().listening().status(suspended)},
      {"success-tells-connected", online(), told().result(1, 0, "alice").over(seconds(2)), told().result(1, 31004)},
      {"failure-tells-no-connected", told().result(1, 31004), told().result(1, 31004).status(connected), online()},
      {"drop-is-told", dropped(), online().wire(Kind::socket_closed, 1).over(seconds(2)),
       Story().connect().result(1, 0, "alice").wire(Kind::socket_closed, 1).over(seconds(2))},
      {"no-unhandled-error", online(), online().event(Kind::unhandled_error)},
  };
}

std::vector<RuleStories> messages() {
  const auto send = [](Story story) { return story.call("send-text", 2).returned("send-text", 2); };
  const auto sent = [&](Story story, std::int32_t code) { return send(std::move(story)).result(2, code, "", "send-text"); };
  const auto delivered = [] { return online().event(Kind::server_command).named("deliver-message").message("bob", "hello"); };
  return {
      {"business-calls-fail-before-connected", sent(told(), 30002), sent(told(), 0), sent(online(), 0)},
      {"business-calls-fail-after-the-end", sent(online().status(disconnected, 31010), 30002),
       sent(online().status(disconnected, 31010), 0), sent(online(), 0)},
      {"one-result-per-send", sent(online(), 0), sent(online(), 0).result(2, 30003, "", "send-text"), send(online())},
      {"sends-are-answered", sent(online(), 0), send(online()).over(seconds(36)), send(online()).over(seconds(30))},
      {"sent-once", send(online()).heard("PUBLISH ppMsgP"), send(online()).heard("PUBLISH ppMsgP").heard("PUBLISH ppMsgP")},
      {"delivered-once", delivered(), delivered().message("bob", "hello")},
  };
}

std::vector<RuleStories> database() {
  const auto connects = [](Story story, std::uint32_t id) {
    return story.call("connect", id, "callback").token("good").returned("connect", id, 0);
  };
  const auto opened = [](Story story, std::uint32_t id) { return story.event(Kind::database_opened).call_id(id).code(0); };
  const auto first = [&] { return connects(Story(), 1); };
  const auto again = [&] { return connects(opened(first(), 1).result(1, 0, "alice"), 2); };
  return {
      {"database-opened-before-connected", opened(first(), 1).result(1, 0, "alice"), opened(first().result(1, 0, "alice"), 1),
       first().result(1, 31004)},
      {"database-opened-once", opened(first(), 1), opened(opened(first(), 1), 1), first()},
      {"database-code-is-documented", opened(first(), 1).code(33002), opened(first(), 1).code(1), first()},
      {"known-token-opens-the-database-first", opened(again(), 2).wire(Kind::dial, 2), opened(again().wire(Kind::dial, 2), 2),
       first().wire(Kind::dial, 1)},
      {"new-token-opens-the-database-after-login", opened(first().login(0), 1), opened(first(), 1).login(0), first().login(0)},
  };
}

}  // namespace

std::vector<RuleStories> stories_of_being_online() {
  std::vector<RuleStories> all = reconnecting();
  for (const auto& more : {heartbeat_levels(), device(), statuses(), messages(), database()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace redial::scenarios::contract
