// The official SDK in other hosts and versions: what Node shows, a browser shows too, and two versions stand side by side.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using nlohmann::json;

json run_with(const std::vector<std::string>& clients, const std::vector<std::string>& scenarios, const std::string& folder) {
  const auto out = empty_folder(folder);
  std::vector<std::string> command = {program("redial"), "run", "--format", "json", "--jobs", "4", "--out", out.string()};
  for (const auto& client : clients) command.insert(command.end(), {"--client", client});
  command.insert(command.end(), scenarios.begin(), scenarios.end());
  const Outcome outcome = run(command);
  // A busy machine may leave some open, which is no failure.
  EXPECT_TRUE(outcome.exit_code == 0 || outcome.exit_code == 3) << outcome.output;
  std::ifstream file(out / "run.json");
  return json::parse(file);
}

// Of every family that a browser can play without waiting long.
const std::vector<std::string> kScenarios = {"app_model/two_users",
                                             "appkey/foreign_token",
                                             "connect/good_token",
                                             "connect/text_both_ways",
                                             "disconnect/stays_away",
                                             "duplicate/while_reconnecting",
                                             "kick/both_allowed",
                                             "login/twice",
                                             "messages/offline_in_order",
                                             "navigation/known_token_is_not_asked_again",
                                             "network/reset",
                                             "network/two_drops",
                                             "tls/navigation_flaw [kind=tls-expired]",
                                             "token/expired",
                                             "token/truncated",
                                             "websocket/fragments"};

TEST(Hosts, ChromiumPlaysTheLibraryAndBreaksWhatIsKnownAlone) {
  const json report = run_with({"web:chromium"}, kScenarios, "chromium");
  std::size_t judged = 0;
  for (const json& result : report.at("results")) {
    EXPECT_TRUE(result.at("client").at("host").get<std::string>().starts_with("chromium ")) << result.at("client").dump();
    EXPECT_NE(result.at("verdict"), "fail") << result.at("scenario");
    if (result.at("verdict") != "inconclusive") ++judged;
  }
  EXPECT_GE(judged, kScenarios.size()) << report.at("summary").dump();
}

// npm serves the older one on first use.
TEST(Versions, TwoOfThemPlaySideBySide) {
  const json report = run_with({"web:node@5.36.7", "web:node@5.38.0"}, {"token/expired", "network/reset"}, "versions");
  std::map<std::string, std::set<std::string>> played;
  for (const json& result : report.at("results")) played[result.at("scenario")].insert(result.at("client").at("version"));
  EXPECT_EQ(played.size(), 4u);  // each plain and over TLS
  for (const auto& [scenario, versions] : played) EXPECT_EQ(versions, (std::set<std::string>{"5.36.7", "5.38.0"})) << scenario;
}

}  // namespace
}  // namespace redial::e2e
