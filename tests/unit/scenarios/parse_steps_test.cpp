// Every step in its forms, to the model.
#include <gmock/gmock.h>

#include "scenarios/engine/fault_example.hpp"
#include "scenarios/engine/language.hpp"
#include "tests/unit/scenarios/parsed.hpp"

namespace redial::scenarios {
namespace {

using namespace std::chrono_literals;

TEST(ParseSteps, ClientCalls) {
  EXPECT_EQ(last_action<ListenStep>("listen: alice").client, "alice");
  EXPECT_EQ(last_action<DisconnectStep>("disconnect: {client: alice}").client, "alice");
  EXPECT_EQ(last_action<DestroyStep>("destroy").client, "alice");
  const auto connect = last_action<ConnectStep>("connect: {client: alice, token: good, timeout: 5 s}");
  EXPECT_EQ(connect.client, "alice");
  EXPECT_EQ(connect.token, "good");
  EXPECT_EQ(connect.timeout, Duration(5s));
  const auto send = last_action<SendStep>("send: {to: bob, text: hello}");
  EXPECT_EQ(send.client, "alice");
  EXPECT_EQ(send.to, "bob");
  EXPECT_EQ(send.text, "hello");
}

TEST(ParseSteps, WhatTheDeviceTells) {
  for (const auto& [event, word] : control::kDeviceEventNames) {
    const auto step = last_action<DeviceStep>(std::string(word) + ": alice");
    EXPECT_EQ(step.client, "alice");
    EXPECT_EQ(step.event, event);
  }
}

TEST(ParseSteps, CallsInOneTurn) {
  const auto together =
      last_action<TogetherStep>("together: [connect: {token: good}, disconnect, send: {to: bob, text: x}, destroy]");
  EXPECT_EQ(together.client, "alice");
  ASSERT_EQ(together.calls.size(), 4u);
  EXPECT_EQ(std::get<ConnectStep>(together.calls[0]).token, "good");
  EXPECT_EQ(messages(ordinary("  - together: [disconnect]\n")), "too few: 2 at least");
}

TEST(ParseSteps, ACallInsideACallback) {
  const auto planned =
      last_action<InCallbackStep>("in-callback: {on: {event: status, status: connected, code: 0}, do: disconnect}");
  EXPECT_EQ(planned.client, "alice");
  EXPECT_EQ(planned.told, trace::EventKind::status);
  EXPECT_EQ(planned.status, trace::ConnectionStatus::connected);
  EXPECT_EQ(planned.code, 0);
  EXPECT_EQ(std::get<DisconnectStep>(planned.call).client, "alice");
}

TEST(ParseSteps, CallsInUnusualPlacesAreCountedToo) {
  EXPECT_EQ(messages(ordinary("  - together: [disconnect, disconnect]\n  - in-callback: {on: result, do: disconnect}\n  - await: "
                              "{event: call, call: 4, within: 1 s}\n")),
            "accepted");
}

TEST(ParseSteps, ADestroyedClientCanBeCreatedAgain) {
  const Scenario scenario = parsed(ordinary("  - destroy\n  - create\n"));
  EXPECT_EQ(std::get<CreateStep>(scenario.steps.back().action).client, "alice");
}

TEST(ParseSteps, WhatBecomesOfProcessAndData) {
  EXPECT_EQ(last_action<RestartAppStep>("restart-app").client, "alice");
  const auto storage = last_action<StorageStep>("storage: read-only");
  EXPECT_EQ(storage.client, "alice");
  EXPECT_EQ(storage.condition, control::StorageCondition::read_only);
  EXPECT_EQ(messages("shows: It.\nsources: [one]\nclients: {a: {user: a, initialised: false}}\nsteps: [restart-app, init]\n"),
            "'a' is initialised already: declare it with 'initialised: false'");
}

TEST(ParseSteps, TheOnlyClientMayBeLeftOut) {
  EXPECT_EQ(last_action<ConnectStep>("connect: {token: good}").client, "alice");
  EXPECT_EQ(last_action<DisconnectStep>("disconnect").client, "alice");
}

TEST(ParseSteps, ATimeoutIsInWholeSeconds) {
  EXPECT_EQ(last_action<ConnectStep>("connect: {token: good, timeout: 0 s}").timeout, Duration(0s));
  EXPECT_EQ(messages(ordinary("  - connect: {token: good, timeout: 1500 ms}\n")), "the API takes whole seconds");
}

TEST(ParseSteps, Tokens) {
  const auto issued = last_action<TokenStep>("issue-token: {name: short, user: alice-1, lifetime: 60 s, app: main}");
  EXPECT_EQ(issued.label, "short");
  EXPECT_EQ(issued.user, "alice-1");
  EXPECT_EQ(issued.lifetime, Duration(60s));
  EXPECT_EQ(issued.app, "main");
  EXPECT_EQ(issued.from, "");
  EXPECT_EQ(last_action<TokenStep>("issue-token: {name: other, user: alice-1}").lifetime, std::nullopt);
  const auto ruled =
      last_action<TokenStep>("issue-token: {name: x, user: alice-1, starts-in: 5 s, one-time: true, device-bound: true}");
  EXPECT_EQ(ruled.starts_in, Duration(5s));
  EXPECT_TRUE(ruled.one_time);
  EXPECT_TRUE(ruled.device_bound);
  for (const auto& [alteration, name] : kAlterationNames) {
    const auto spoilt = last_action<TokenStep>("alter-token: {name: spoilt, from: good, how: " + std::string(name) + "}");
    EXPECT_EQ(spoilt.label, "spoilt");
    EXPECT_EQ(spoilt.from, "good");
    EXPECT_EQ(spoilt.alter, alteration);
  }
}

TEST(ParseSteps, ATokenIsIssuedOnce) {
  EXPECT_EQ(messages(ordinary("  - issue-token: {name: good, user: alice-1}\n")), "there is a token 'good' already");
}

TEST(ParseSteps, ServerCommands) {
  EXPECT_EQ(last_command<control::ExpireTokens>("expire-tokens: alice-1").user.value, "alice-1");
  EXPECT_EQ(last_action<ServerStep>("rotate-secret").app, "main");
  last_command<control::RotateSecret>("rotate-secret: {app: main}");
  EXPECT_EQ(last_command<control::AdvanceClock>("advance-clock: 30 d").by, Duration(30 * 24h));
  EXPECT_EQ(last_command<control::BlockUser>("block-user: {user: alice-1, for: 10 min}").lasts, Duration(10min));
  EXPECT_EQ(last_command<control::UnblockUser>("unblock-user: alice-1").user.value, "alice-1");
  EXPECT_EQ(last_command<control::DeactivateUser>("deactivate-user: {user: alice-1}").user.value, "alice-1");
  EXPECT_EQ(last_command<control::ReactivateUser>("reactivate-user: alice-1").user.value, "alice-1");
  EXPECT_EQ(last_command<control::DisconnectUser>("disconnect-user: alice-1").status, 1);
  EXPECT_EQ(last_command<control::DisconnectUser>("disconnect-user: {user: alice-1, status: 2}").status, 2);
  EXPECT_EQ(last_command<control::ClearFaults>("clear-faults").name, "");
}

TEST(ParseSteps, ARestartForgetsNothingUnlessTold) {
  const auto restart = last_command<control::RestartServer>("restart-server: 2 s");
  EXPECT_EQ(restart.down_for, Duration(2s));
  EXPECT_TRUE(restart.keep_memory);
  EXPECT_FALSE(last_command<control::RestartServer>("restart-server: {down-for: 0 s, keep-memory: false}").keep_memory);
}

TEST(ParseSteps, AMessageIsDelivered) {
  const auto deliver = last_command<control::DeliverMessage>("deliver: {from: bob, to: alice-1, text: hello}");
  EXPECT_EQ(deliver.from.value, "bob");
  EXPECT_EQ(deliver.to.value, "alice-1");
  EXPECT_EQ(deliver.text, "hello");
}

TEST(ParseSteps, AFaultWithEverythingThatItTakes) {
  const auto spec = last_command<control::ArmFault>(
                        "fault: {kind: disconnect, name: kick, status: 1, moment: login, after: 2 s, connections: 2..3, for: 10 "
                        "s, user: alice-1}")
                        .spec;
  fault::FaultSpec expected;
  expected.name = "kick";
  expected.kind = fault::FaultKind::disconnect;
  expected.status = 1;
  expected.moment = fault::Moment::login;
  expected.after = 2s;
  expected.first = 2;
  expected.last = 3;
  expected.lasts = 10s;
  expected.user = "alice-1";
  EXPECT_EQ(spec, expected);
}

TEST(ParseSteps, AFaultOfBytesAndOneOfSoManyTimes) {
  const auto cut = last_command<control::ArmFault>("fault: {kind: cut, bytes: 4294967, direction: to-client}").spec;
  EXPECT_EQ(cut, (fault::FaultSpec{.kind = fault::FaultKind::cut, .bytes = 4294967, .direction = fault::Direction::to_client}));
  const auto ping = last_command<control::ArmFault>("fault: {kind: ping-delay, by: 2 s, times: 3}").spec;
  EXPECT_EQ(ping, (fault::FaultSpec{.kind = fault::FaultKind::ping_delay, .by = 2s, .times = 3}));
}

TEST(ParseSteps, EveryKindOfFaultHasAnExample) {
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds())
    EXPECT_EQ(last_command<control::ArmFault>(example_step(info)).spec.kind, info.kind);
}

TEST(ParseSteps, AFaultThatWantsNothingIsAWord) {
  fault::FaultSpec expected;
  expected.kind = fault::FaultKind::navigation_hang;
  EXPECT_EQ(last_command<control::ArmFault>("fault: navigation-hang").spec, expected);
}

TEST(ParseSteps, ANamedFaultCanBeCleared) {
  const Scenario scenario = parsed(ordinary("  - fault: {kind: refuse, plane: all, name: down}\n  - clear-faults: down\n"));
  EXPECT_EQ(std::get<control::ClearFaults>(std::get<ServerStep>(scenario.steps.back().action).command).name, "down");
  EXPECT_EQ(messages(ordinary("  - clear-faults: down\n")), "there is no fault 'down' so far");
}

TEST(ParseSteps, WhatAFaultCannotDoIsRefusedWhereItIsSaid) {
  EXPECT_EQ(messages(ordinary("  - fault: {kind: reset, direction: both}\n")), "'reset' takes no 'direction'");
  const auto refused = parse(ordinary("  - fault: {kind: reset, moment: now, connections: 2}\n"), "test.yaml", "id");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().front().position, (Position{7, 52}));
}

TEST(ParseSteps, AnAwaitIsAPatternAndADeadline) {
  const auto await = last_action<AwaitStep>(
      "await: {event: result, client: alice, code: 0, user: alice-1, name: connect, via: promise, contains: x, call: 1, times: "
      "2, within: 5 s}");
  EXPECT_EQ(await.pattern.kind, trace::EventKind::result);
  EXPECT_EQ(await.pattern.client, "alice");
  EXPECT_EQ(await.pattern.code, 0);
  EXPECT_EQ(await.pattern.user, "alice-1");
  EXPECT_EQ(await.pattern.name, "connect");
  EXPECT_EQ(await.pattern.via, "promise");
  EXPECT_EQ(await.pattern.contains, "x");
  EXPECT_EQ(await.pattern.call, 1u);
  EXPECT_EQ(await.times, 2u);
  EXPECT_EQ(await.within, Duration(5s));
}

TEST(ParseSteps, WhatAPatternLeavesOutMatchesAnything) {
  const Pattern pattern = last_action<AwaitStep>("await: {event: status, within: 5 s}").pattern;
  EXPECT_EQ(pattern.client, "");
  EXPECT_FALSE(pattern.code || pattern.status || pattern.user || pattern.name || pattern.token || pattern.via ||
               pattern.contains || pattern.call);
  EXPECT_EQ(last_action<AwaitStep>("await: {event: status, within: 5 s}").times, 1u);
}

TEST(ParseSteps, AnAwaitKnowsTokensAndCallsSoFar) {
  EXPECT_EQ(last_action<AwaitStep>("await: {event: server-login, token: good, within: 5 s}").pattern.token, "good");
  EXPECT_EQ(messages(ordinary("  - await: {event: result, call: 2, within: 5 s}\n  - disconnect\n")),
            "no client has made this call: 1 at most so far");
}

TEST(ParseSteps, WatchesTakeNoLongerThanARunTogether) {
  EXPECT_EQ(last_action<WatchStep>("watch: 10 min").lasts, kMaxRunTime);
  EXPECT_EQ(messages(ordinary("  - watch: 10 min\n  - watch: 1 ms\n")),
            "with the watches before it longer than a run, which ends after 10 min");
  EXPECT_EQ(messages(ordinary("  - watch: 601 s\n")), "longer than a run, which ends after 10 min");
}

TEST(ParseSteps, WatchDaysInVirtualTimeOnly) {
  const auto watching = [](const std::string& days) {
    return messages(with_head("virtual-only: true\nsteps:\n  - listen\n  - watch: " + days + "\n"));
  };
  EXPECT_EQ(watching("60 d"), "accepted");
  EXPECT_EQ(watching("61 d"), "longer than a run, which ends after 60 d");
}

TEST(ParseSteps, EveryStepOfTheLanguageCanBeWrittenAsItsExampleSays) {
  for (const language::Object& step : language::steps()) {
    const std::string example(step.example);
    const std::string alice = step.name == "create" ? "{user: alice, created: false}"
                              : step.name == "init" ? "{user: alice, initialised: false}"
                                                    : "{user: alice}";
    const std::string text = "shows: A behaviour.\nsources: [a document]\nclients: {alice: " + alice +
                             ", bob: {user: bob}}\nsteps:\n" +
                             (step.name == "issue-token" ? "" : "  - issue-token: {name: good, user: alice}\n") + "  - " +
                             example + "\n  - listen: alice\n  - listen: bob\n";
    EXPECT_EQ(messages(text), "accepted") << example;
  }
}

TEST(ParseSteps, AreToldAsAPersonWould) {
  const auto text = [](const std::string& step) { return parsed(ordinary("  - " + step + "\n")).steps.back().text; };
  EXPECT_EQ(text("connect: {token: good}"), "connect alice with token good");
  EXPECT_EQ(text("connect: {token: good, timeout: 5 s}"), "connect alice with token good, timeout 5 s");
  EXPECT_EQ(text("issue-token: {name: short, user: alice-1, starts-in: 5 s, one-time: true, device-bound: true}"),
            "issue token short for alice-1, starting in 5 s, for one login, for one device");
  EXPECT_EQ(text("issue-token: {name: short, user: alice-1, lifetime: 90 s}"), "issue token short for alice-1, good for 90 s");
  EXPECT_EQ(text("together: [disconnect, connect: {token: good}]"),
            "in one turn: disconnect alice, connect alice with token good");
  EXPECT_EQ(text("in-callback: {on: {event: result, code: 31004}, do: disconnect}"),
            "inside the next result of alice (code 31004): disconnect alice");
  EXPECT_EQ(text("alter-token: {name: cut, from: good, how: plus-to-space}"), "make token cut from good: plus-to-space");
  EXPECT_EQ(text("advance-clock: 30 d"), "advance the token clock by 30 d");
  EXPECT_EQ(text("fault: {kind: connack-status, status: 3, connections: 2..}"), "fault connack-status 3, connections 2..");
  EXPECT_EQ(text("fault: {kind: reset, moment: now}"), "fault reset at now");
  EXPECT_EQ(text("restart-server: {down-for: 2 s, keep-memory: false}"), "restart the server, down for 2 s, memory lost");
  EXPECT_EQ(text("await: {event: result, client: alice, code: 31004, within: 5 s}"),
            "await result of alice (code 31004) within 5 s");
  EXPECT_EQ(text("await: {event: dial, times: 3, within: 5 s}"), "await dial 3 times within 5 s");
  EXPECT_EQ(text("restart-app"), "restart the app of alice");
  EXPECT_EQ(text("storage: {client: alice, condition: missing}"), "storage of alice: missing");
}

}  // namespace
}  // namespace redial::scenarios
