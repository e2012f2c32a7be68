// Plans keep their rates, and those of all agents together are the plan of one.
#include "load/plan/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace redial::load {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kUsers = 1000;
constexpr std::uint64_t kSeed = 7;

template <class Item>
std::vector<Item> by_time_and_user(std::vector<Item> items) {
  std::ranges::stable_sort(items, [](const Item& a, const Item& b) { return std::pair(a.at, a.user) < std::pair(b.at, b.user); });
  return items;
}

// The shares of three agents together.
template <class Plan>
auto united(const Plan& plan) {
  auto all = plan(Share{0, 3});
  for (const std::uint32_t index : {1u, 2u})
    for (const auto& item : plan(Share{index, 3})) all.push_back(item);
  return by_time_and_user(std::move(all));
}

TEST(Arrivals, KeepTheirRateExactly) {
  const auto plan = arrivals({.rate = 300}, kUsers, kSeed, {});
  ASSERT_EQ(plan.size(), 1000u);
  EXPECT_EQ(plan[0], (Due{0s, 0}));
  EXPECT_EQ(plan[300], (Due{1s, 300}));
  EXPECT_EQ(plan[999], (Due{3330ms, 999}));
}

TEST(Arrivals, ByChanceKeepTheirRateInTheMean) {
  const auto plan = arrivals({.rate = 300, .arrivals = Arrivals::poisson}, kUsers, kSeed, {});
  EXPECT_NEAR(std::chrono::duration<double>(plan.back().at).count(), 1000.0 / 300, 0.4);
  EXPECT_NE(plan[2].at - plan[1].at, plan[1].at - plan[0].at);
}

TEST(Arrivals, OfAllAgentsAreThoseOfOne) {
  for (const Arrivals how : {Arrivals::steady, Arrivals::poisson}) {
    const auto plan = [&](Share share) { return arrivals({.rate = 300, .arrivals = how}, kUsers, kSeed, share); };
    EXPECT_EQ(united(plan), by_time_and_user(plan({})));
  }
}

TEST(Messages, AreAsManyAsAskedFor) {
  const auto plan = messages({.lasts = 2s, .messages = 150}, kUsers, kSeed, {});
  ASSERT_EQ(plan.size(), 300u);
  EXPECT_EQ(plan[150].at, 1s);
  std::set<std::uint64_t> senders;
  for (const Due& due : plan) senders.insert(due.user);
  EXPECT_GT(senders.size(), 200u);
}

TEST(Messages, NoneAreDueWhereNoneAreAskedFor) { EXPECT_TRUE(messages({.lasts = 2s}, kUsers, kSeed, {}).empty()); }

TEST(Messages, OfAllAgentsAreThoseOfOne) {
  const auto plan = [&](Share share) { return messages({.lasts = 2s, .messages = 150}, kUsers, kSeed, share); };
  EXPECT_EQ(united(plan), by_time_and_user(plan({})));
}

constexpr FlapPhase kFlap{.percent = 20, .up = 3s, .down = 1s, .lasts = 10s};

TEST(LinkChanges, ConcernTheShareOfUsers) {
  std::set<std::uint64_t> users;
  for (const LinkChange& change : link_changes(kFlap, kUsers, kSeed, {})) users.insert(change.user);
  EXPECT_NEAR(static_cast<double>(users.size()), 200, 40);
}

TEST(LinkChanges, OfAUserAlternateAndEndWithItsNetworkUp) {
  std::map<std::uint64_t, std::vector<LinkChange>> by_user;
  for (const LinkChange& change : link_changes(kFlap, kUsers, kSeed, {})) by_user[change.user].push_back(change);
  for (const auto& [user, changes] : by_user) {
    for (std::size_t i = 0; i < changes.size(); ++i) EXPECT_EQ(changes[i].up, i % 2 == 1);
    EXPECT_TRUE(changes.back().up);
    EXPECT_LE(changes.back().at, 10s);
  }
}

TEST(LinkChanges, OfAllAgentsAreThoseOfOne) {
  const auto plan = [&](Share share) { return link_changes(kFlap, kUsers, kSeed, share); };
  EXPECT_EQ(united(plan), by_time_and_user(plan({})));
}

TEST(Users, AreSpreadOverAppsAndWriteWithinTheirs) {
  Spec spec;
  spec.users = 10;
  spec.apps = 3;
  for (std::uint64_t user = 0; user < 10; ++user) {
    EXPECT_EQ(app_of(spec, user), user % 3);
    EXPECT_EQ(app_of(spec, friend_of(spec, user)), app_of(spec, user));
    EXPECT_LT(friend_of(spec, user), 10u);
  }
}

TEST(Users, HaveChanceOfTheirOwn) {
  EXPECT_NE(seed_of(1, 2), seed_of(1, 3));
  EXPECT_NE(seed_of(1, 2), seed_of(2, 2));
  EXPECT_EQ(seed_of(1, 2), seed_of(1, 2));
}

}  // namespace
}  // namespace redial::load
