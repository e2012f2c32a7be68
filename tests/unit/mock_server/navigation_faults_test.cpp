// What each fault of navigation makes of an answer.
#include <gtest/gtest.h>

#include "mock_server/faults/navigation_fault.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using End = fault::NavigationFate::End;
using fault::FaultKind;
using fault::FaultSpec;
using wire::ChatAddress;

constexpr auto kTls = ChatAddress::Transport::tls;

class NavigationFaults : public testing::Test {
 protected:
  bool apply(const FaultSpec& spec) { return NavigationFault(spec).on_navigation(draft); }

  fault::NavigationDraft draft{
      .path = "/base/v2/navi.json?r=1",
      .fate{},
      .answer = {.user = "u1", .addresses = {{"127.0.0.1:9002", kTls, 10}, {"127.0.0.1:9002/2", kTls, 9}}},
      .body{}};
};

TEST_F(NavigationFaults, EveryKindOfTheFamilyDoesSomething) {
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds())
    EXPECT_EQ(apply({.kind = info.kind, .by = 1s, .status = 500, .bytes = 1}), info.family == fault::Family::navigation)
        << info.name;
}

TEST_F(NavigationFaults, EndWithoutAnAnswer) {
  apply({.kind = FaultKind::navigation_reset});
  EXPECT_EQ(draft.fate.end, End::reset);
  apply({.kind = FaultKind::navigation_close});
  EXPECT_EQ(draft.fate.end, End::closed);
  apply({.kind = FaultKind::navigation_hang});
  EXPECT_EQ(draft.fate.end, End::unanswered);
}

TEST_F(NavigationFaults, TruncatedAnswerKeepsItsBody) {
  apply({.kind = FaultKind::navigation_truncated});
  EXPECT_EQ(draft.fate.end, End::truncated);
  EXPECT_EQ(draft.body, std::nullopt);
}

TEST_F(NavigationFaults, DelaysAddUp) {
  apply({.kind = FaultKind::navigation_delay, .by = 1s});
  apply({.kind = FaultKind::navigation_delay, .by = 2s});
  EXPECT_EQ(draft.fate.after, 3s);
}

TEST_F(NavigationFaults, StatusIsInTheBodyToo) {
  apply({.kind = FaultKind::navigation_status, .status = 503});
  EXPECT_EQ(draft.fate.http_status, 503);
  EXPECT_EQ(draft.body, "{\"code\":503}");
}

TEST_F(NavigationFaults, CodeIsInTheBodyAlone) {
  apply({.kind = FaultKind::navigation_code, .status = 31004});
  EXPECT_EQ(draft.fate.http_status, 200);
  EXPECT_EQ(draft.body, "{\"code\":31004}");
}

TEST_F(NavigationFaults, RedirectGoesToTheSamePathBehindAPrefix) {
  EXPECT_TRUE(apply({.kind = FaultKind::navigation_redirect}));
  EXPECT_EQ(draft.fate.http_status, 307);
  EXPECT_EQ(draft.fate.location, "/moved/base/v2/navi.json?r=1");
}

TEST_F(NavigationFaults, RedirectSparesWhatWasRedirected) {
  draft.path = "/moved/v2/navi.json";
  EXPECT_FALSE(apply({.kind = FaultKind::navigation_redirect}));
  EXPECT_EQ(draft.fate.http_status, 200);
}

TEST_F(NavigationFaults, GarbageEmptyAndWrongTypesAreBodies) {
  apply({.kind = FaultKind::navigation_garbage});
  EXPECT_TRUE(draft.body->starts_with("<!doctype html>"));
  apply({.kind = FaultKind::navigation_wrong_types});
  EXPECT_TRUE(draft.body->starts_with("{\"code\":\"200\""));
  apply({.kind = FaultKind::navigation_empty});
  EXPECT_EQ(draft.body, "");
}

TEST_F(NavigationFaults, OversizedAnswerIsPadded) {
  apply({.kind = FaultKind::navigation_oversized, .bytes = 300'000});
  EXPECT_EQ(draft.least_bytes, 300'000u);
}

TEST_F(NavigationFaults, AddressesAreLeftOut) {
  apply({.kind = FaultKind::navigation_no_address});
  EXPECT_TRUE(draft.answer.addresses.empty());
}

TEST_F(NavigationFaults, DeadAddressStandsAlone) {
  apply({.kind = FaultKind::navigation_dead_address});
  EXPECT_EQ(draft.answer.addresses, (std::vector<ChatAddress>{{"127.0.0.1:2", kTls, 11}}));
}

TEST_F(NavigationFaults, StaleAddressStandsAheadOfTheGoodOnes) {
  apply({.kind = FaultKind::navigation_stale_address});
  ASSERT_EQ(draft.answer.addresses.size(), 3u);
  EXPECT_EQ(draft.answer.addresses[0], (ChatAddress{"127.0.0.1:2", kTls, 11}));
  EXPECT_EQ(wire::by_preference(draft.answer.addresses), draft.answer.addresses);
}

TEST_F(NavigationFaults, DeadAddressIsOnTheHostOfTheGoodOne) {
  draft.answer.addresses = {{"[::1]:9001/2", kTls, 10}};
  apply({.kind = FaultKind::navigation_dead_address});
  EXPECT_EQ(draft.answer.addresses.at(0).address, "[::1]:2");
}

TEST_F(NavigationFaults, WithoutGoodAddressesThereIsNoDeadOne) {
  draft.answer.addresses.clear();
  apply({.kind = FaultKind::navigation_dead_address});
  apply({.kind = FaultKind::navigation_stale_address});
  EXPECT_TRUE(draft.answer.addresses.empty());
}

TEST_F(NavigationFaults, CorsHeadersAreLeftOut) {
  apply({.kind = FaultKind::navigation_no_cors});
  EXPECT_FALSE(draft.fate.with_cors);
}

TEST_F(NavigationFaults, AnotherUserIsNamed) {
  apply({.kind = FaultKind::navigation_other_user});
  EXPECT_EQ(draft.answer.user, "somebody-else");
}

}  // namespace
}  // namespace redial::mock_server
