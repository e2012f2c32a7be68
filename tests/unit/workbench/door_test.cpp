// Who is let in, and who is not.
#include "mock_server/workbench/door.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace redial::mock_server::workbench {
namespace {

const Door kDoor = make_door("127.0.0.1", "", 4711, "0123abcd");

net::HttpRequest page_request() { return {.method = "GET", .target = "/", .headers = {{"Host", "127.0.0.1:4711"}}, .body{}}; }
net::HttpRequest call_request() {
  return {
      .method = "POST", .target = "/call/ListApps", .headers = {{"Host", "127.0.0.1:4711"}, {"Redial-Key", "0123abcd"}}, .body{}};
}
// 0 for one that passes.
int answer(net::HttpRequest request, const net::HttpHeaders& more = {}) {
  request.headers.insert(request.headers.end(), more.begin(), more.end());
  const auto refused = refusal(kDoor, request);
  return refused ? refused->status : 0;
}
net::HttpRequest with_host(const std::string& host) {
  auto request = call_request();
  request.headers[0].second = host;
  return request;
}
bool has(const Door& door, const std::string& host) { return std::ranges::find(door.hosts, host) != door.hosts.end(); }

TEST(Door, ThePageNeedsNoKeyAndCallsDo) {
  EXPECT_EQ(answer(page_request()), 0);
  EXPECT_EQ(answer(call_request()), 0);
  auto without = call_request();
  without.headers.pop_back();
  EXPECT_EQ(answer(without), 401);
}

TEST(Door, AKeyThatIsNearlyRightIsWrong) {
  for (const char* key : {"", "0123abce", "0123abc", "0123abcd0", "0123ABCD"}) {
    auto request = call_request();
    request.headers.back().second = key;
    EXPECT_EQ(answer(request), 401) << key;
  }
}

TEST(Door, OtherNamesThatLeadHereAreRefused) {
  EXPECT_EQ(answer(with_host("localhost:4711")), 0);
  EXPECT_EQ(answer(with_host("LOCALHOST:4711")), 0);
  for (const char* host : {"evil.example:4711", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:4711", ""})
    EXPECT_EQ(answer(with_host(host)), 403) << host;
  auto request = page_request();
  request.headers.clear();
  EXPECT_EQ(answer(request), 403);
}

TEST(Door, OtherOriginsAreRefusedEvenWithTheKey) {
  EXPECT_EQ(answer(call_request(), {{"Origin", "http://127.0.0.1:4711"}}), 0);
  for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:4712", "https://127.0.0.1:4711"})
    EXPECT_EQ(answer(call_request(), {{"Origin", origin}}), 403) << origin;
  EXPECT_EQ(answer(call_request(), {{"Sec-Fetch-Site", "same-origin"}}), 0);
  for (const char* site : {"cross-site", "same-site"}) EXPECT_EQ(answer(call_request(), {{"Sec-Fetch-Site", site}}), 403) << site;
}

TEST(Door, ALinkMayLeadToThePageAndNothingElseMayFetchIt) {
  const net::HttpHeaders link{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}, {"Sec-Fetch-Dest", "document"}};
  const net::HttpHeaders frame{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}, {"Sec-Fetch-Dest", "iframe"}};
  const net::HttpHeaders fetch{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}, {"Sec-Fetch-Dest", "script"}};
  EXPECT_EQ(answer(page_request(), link), 0);
  EXPECT_EQ(answer(page_request(), frame), 403);
  EXPECT_EQ(answer(page_request(), fetch), 403);
  EXPECT_EQ(answer(call_request(), link), 403);
}

TEST(Door, ItGoesByTheNamesOfWhatItIsBoundTo) {
  EXPECT_TRUE(has(make_door("::1", "", 1, "k"), "[::1]:1"));
  EXPECT_TRUE(has(make_door("0.0.0.0", "Bench.local", 1, "k"), "bench.local:1"));
  EXPECT_TRUE(has(make_door("0.0.0.0", "", 1, "k"), "127.0.0.1:1"));
  EXPECT_FALSE(has(make_door("192.0.2.7", "", 1, "k"), "localhost:1"));
}

}  // namespace
}  // namespace redial::mock_server::workbench
