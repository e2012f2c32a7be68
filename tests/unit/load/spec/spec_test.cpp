// The language of specs: what is read, what is said of mistakes, and the specs that come with the product.
#include "load/spec/spec.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace redial::load {
namespace {

using namespace std::chrono_literals;

Spec spec(const std::string& text) {
  const auto read = parse_spec(text, "my.yaml");
  EXPECT_TRUE(read) << (read ? "" : to_text(read.error()));
  return read ? *read : Spec();
}

std::string complaint(const std::string& text) {
  const auto read = parse_spec(text, "my.yaml");
  return read ? "" : to_text(read.error());
}

const std::string kHead = "shows: A bench.\nusers: 10\n";
const std::string kConnect = "phases:\n  - connect: 5\n";

TEST(Spec, WhatIsLeftOutIsAsDocumented) {
  const Spec plain = spec(kHead + kConnect);
  EXPECT_EQ(plain.users, 10);
  EXPECT_EQ(plain.apps, 1);
  EXPECT_FALSE(plain.tls);
  EXPECT_EQ(plain.dialect, wire::Dialect::web);
  EXPECT_TRUE(plain.navigates);
  EXPECT_EQ(plain.backoff.delays, web_backoff().delays);
  EXPECT_EQ(plain.backoff.jitter, 0);
  EXPECT_FALSE(plain.retries_first_connect);
  EXPECT_EQ(plain.ping_interval, 15s);
  EXPECT_EQ(plain.ping_timeout, 6s);
  EXPECT_FALSE(plain.fetches_token);
  ASSERT_EQ(plain.phases.size(), 1u);
  EXPECT_EQ(plain.phases[0].name, "connect");
  EXPECT_EQ(plain.phases[0].within, 30s);
  EXPECT_EQ(std::get<ConnectPhase>(plain.phases[0].what).rate, 5);
}

TEST(Spec, EveryFieldIsRead) {
  const Spec full = spec(kHead + R"(apps: 3
transport: tls
dialect: native
navigation: none
backoff: {waits: {delays: [0 s, 2 s], jitter: 50 %}}
ping-every: 5 s
ping-within: 1 s
on-31004: fetch-token
phases:
  - connect: {rate: 5, arrivals: poisson, within: 9 s, name: in}
  - hold: {for: 3 s, messages: 4}
  - storm: {by: restart, down: 250 ms, within: 1 min}
  - storm: blackhole
  - rolling-restart: {down: 2 s, pause: 0 s}
  - expiry
  - flap: {share: 20 %, up: 3 s, down: 1 s, for: 20 s}
)");
  EXPECT_EQ(full.apps, 3);
  EXPECT_TRUE(full.tls && full.fetches_token && !full.navigates && full.retries_first_connect);
  EXPECT_EQ(full.dialect, wire::Dialect::native);
  EXPECT_EQ(full.backoff.delays, (std::vector<Duration>{0s, 2s}));
  EXPECT_EQ(full.backoff.jitter, 0.5);
  EXPECT_EQ(full.ping_interval, 5s);
  EXPECT_EQ(full.ping_timeout, 1s);
  ASSERT_EQ(full.phases.size(), 7u);
  std::string names, shapes;
  for (const PhaseSpec& phase : full.phases) {
    names += phase.name + " ";
    shapes += std::string(name_of(kShapes, phase.shape())) + " ";
  }
  EXPECT_EQ(names, "in hold storm storm-2 rolling-restart expiry flap ");
  EXPECT_EQ(shapes, "connect hold storm storm rolling-restart expiry flap ");
  EXPECT_EQ(std::get<ConnectPhase>(full.phases[0].what).arrivals, Arrivals::poisson);
  EXPECT_EQ(std::get<HoldPhase>(full.phases[1].what).messages, 4);
  EXPECT_EQ(std::get<StormPhase>(full.phases[2].what).down, 250ms);
  EXPECT_EQ(std::get<StormPhase>(full.phases[3].what).by, Drop::blackhole);
  EXPECT_EQ(std::get<RollingRestartPhase>(full.phases[4].what).pause, 0s);
  EXPECT_EQ(std::get<FlapPhase>(full.phases[6].what).percent, 20);
}

TEST(Spec, AMistypedWordIsShownWithItsPlaceAndWhatWasMeant) {
  EXPECT_EQ(complaint(kHead + "phases:\n  - connect: 5\n  - storm: rest\n"),
            "my.yaml:5:12: error: unknown word 'rest'\n"
            "  - storm: rest\n"
            "           ^\n"
            "did you mean 'reset'?\n"
            "allowed here: reset, close, blackhole, restart");
}

TEST(Spec, AnUnknownPhaseIsShownWithThoseThereAre) {
  EXPECT_EQ(complaint(kHead + "phases:\n  - conect: 5\n"),
            "my.yaml:4:5: error: unknown word 'conect'\n"
            "  - conect: 5\n"
            "    ^\n"
            "did you mean 'connect'?\n"
            "allowed here: connect, hold, storm, rolling-restart, expiry, flap");
}

TEST(Spec, TooManyUsersAreRefused) {
  EXPECT_EQ(complaint("shows: A bench.\nusers: 1000001\n" + kConnect),
            "my.yaml:2:8: error: '1000001' is out of range: a whole number from 1 to 1000000 is meant\n"
            "users: 1000001\n"
            "       ^");
}

TEST(Spec, ItBeginsWithAConnect) {
  EXPECT_EQ(complaint(kHead + "phases:\n  - hold: 5 s\n"),
            "my.yaml:4:5: error: nobody is there yet: connect comes first\n"
            "  - hold: 5 s\n"
            "    ^");
}

TEST(Spec, ItConnectsOnce) {
  EXPECT_EQ(complaint(kHead + "phases:\n  - connect: 5\n  - connect: 5\n"),
            "my.yaml:5:5: error: everybody is there already: connect comes first, and once\n"
            "  - connect: 5\n"
            "    ^");
}

TEST(Spec, OnlyARestartIsDownForATime) {
  EXPECT_EQ(complaint(kHead + "phases:\n  - connect: 5\n  - storm: {by: reset, down: 1 s}\n"),
            "my.yaml:5:30: error: only a restart is down for a time: leave it out, or storm by restart\n"
            "  - storm: {by: reset, down: 1 s}\n"
            "                             ^");
}

TEST(Spec, TwoPhasesOfOneNameAreRefused) {
  EXPECT_EQ(complaint(kHead + "phases:\n  - connect: {rate: 5, name: a}\n  - hold: {for: 5 s, name: a}\n"),
            "my.yaml:5:28: error: 'a' is another phase's name: give it its own\n"
            "  - hold: {for: 5 s, name: a}\n"
            "                           ^");
}

TEST(Spec, APhaseIsNoLongerThanADay) {
  EXPECT_NE(complaint(kHead + "phases:\n  - connect: 5\n  - hold: 25 h\n").find("my.yaml:5:11: error: too long"),
            std::string::npos);
}

TEST(Spec, ATextThatIsTooLargeIsNotRead) {
  EXPECT_EQ(complaint(std::string(kMaxSpecBytes + 1, '#')), "my.yaml: error: too large: 64 KiB at most");
}

TEST(Spec, CanBeMadeAnotherSize) {
  const Spec large = spec(kHead + "phases:\n  - connect: 5\n  - hold: {for: 3 s, messages: 40}\n  - hold: 1 s\n");
  const Spec doubled = resized(large, {.users = {}, .rate = {}, .scale = 2});
  EXPECT_EQ(doubled.users, 20);
  EXPECT_EQ(std::get<ConnectPhase>(doubled.phases[0].what).rate, 10);
  EXPECT_EQ(std::get<HoldPhase>(doubled.phases[1].what).messages, 80);
  EXPECT_EQ(std::get<HoldPhase>(doubled.phases[2].what).messages, 0);
  const Spec given = resized(large, {.users = 100, .rate = 30, .scale = 0.1});
  EXPECT_EQ(given.users, 10);
  EXPECT_EQ(std::get<ConnectPhase>(given.phases[0].what).rate, 3);
}

TEST(Spec, NeverBecomesSmallerThanOneOrLargerThanItsLimit) {
  const Spec some = spec(kHead + kConnect);
  EXPECT_EQ(resized(some, {.users = {}, .rate = {}, .scale = 1e-9}).users, 1);
  EXPECT_EQ(resized(some, {.users = {}, .rate = {}, .scale = 1e300}).users, kMaxUsers);
}

TEST(Specs, ThatComeWithTheProductAreRightAndSaidInOneSentence) {
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(REDIAL_SOURCE_DIR) + "/benchmarks/specs")) {
    std::ifstream file(entry.path());
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_TRUE(spec(text.str()).shows.ends_with('.')) << entry.path();
    ++found;
  }
  EXPECT_EQ(found, 11);
}

}  // namespace
}  // namespace redial::load
