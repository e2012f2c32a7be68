// `redial run --capture` as its users see it: what tshark, which knows nothing of us, finds in the files.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<std::string>;

const std::string kLogin = "websocket && data.data[0] == 20";  // the first byte of CONNACK, docs/PROTOCOL.md
const std::string kSuspicious =
    "tcp.analysis.flags || _ws.malformed || tcp.checksum.status == \"Bad\" || ip.checksum.status == \"Bad\"";

Rows lines_of(const std::string& shell_command) {
  const auto outcome = run({"bash", "-c", shell_command});
  EXPECT_EQ(outcome.exit_code, 0) << shell_command << "\n" << outcome.output;
  Rows rows;
  for (std::size_t begin = 0, end; (end = outcome.output.find('\n', begin)) != std::string::npos; begin = end + 1)
    rows.push_back(outcome.output.substr(begin, end - begin));
  return rows;
}

// One row for each packet that `filter` lets through: the fields, with blanks between.
Rows packets(const fs::path& file, const std::string& filter, const Rows& fields, const std::string& options = "") {
  std::string command = "tshark -n -r '" + file.string() + "' -o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE " + options +
                        " -Y '" + filter + "' -T fields -E separator=/s";
  for (const std::string& field : fields) command += " -e " + field;
  return lines_of(command + " 2>/dev/null");
}

class Capture : public ::testing::Test {
 protected:
  Outcome run_with(const Rows& more, const std::string& client = "reference") {
    Rows command = {program("redial"), "run",      "--client", client,      "--out",
                    folder.string(),   "--format", "console",  "--capture", captures()};
    command.insert(command.end(), more.begin(), more.end());
    return run(command);
  }
  std::string captures() const { return folder / "captures"; }
  // The connection of that name in the only play of that scenario.
  fs::path connection(const std::string& play, const std::string& name) {
    const Rows found = lines_of("ls -d " + captures() + "/" + play + "-redial-reference-*/" + name + ".pcapng");
    EXPECT_EQ(found.size(), 1u) << play << " " << name;
    return found.empty() ? fs::path() : fs::path(found.front());
  }

  const fs::path folder = empty_folder("capture_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(Capture, ATlsConnectionIsReadByTheSecretsInIt) {
  ASSERT_EQ(run_with({"connect/good_token"}).exit_code, 0);
  const fs::path chat = connection("connect.good_token-tls", "chat-1-wss");
  const Rows login = packets(chat, kLogin, {"tcp.flags.push", "frame.comment"});
  EXPECT_EQ(login, Rows{"1 server-sent CONNACK 0 epoch=1 user=alice token=good"});
  EXPECT_EQ(packets(chat, "tls.handshake.type == 1", {"tls.handshake.type"}).size(), 1u);
}

TEST_F(Capture, ATlsConnectionIsReadByTheKeyLogAndNotWithout) {
  ASSERT_EQ(run_with({"connect/good_token"}).exit_code, 0);
  const fs::path bare = folder / "bare.pcapng";
  lines_of("editcap --discard-all-secrets '" + connection("connect.good_token-tls", "chat-1-wss").string() + "' '" +
           bare.string() + "' 2>/dev/null");
  EXPECT_EQ(packets(bare, kLogin, {"frame.number"}), Rows{});
  EXPECT_EQ(packets(bare, kLogin, {"frame.number"}, "-o tls.keylog_file:'" + captures() + "/tls-keys.log'").size(), 1u);
}

TEST_F(Capture, NavigationAndAPlainConnectionAreReadAsTheyAre) {
  ASSERT_EQ(run_with({"connect/good_token"}).exit_code, 0);
  EXPECT_EQ(packets(connection("connect.good_token", "chat-1-ws"), kLogin, {"frame.comment"}),
            Rows{"server-sent CONNACK 0 epoch=1 user=alice token=good"});
  EXPECT_EQ(packets(connection("connect.good_token", "navigation-1-http"), "http.request || http.response",
                    {"http.request.method", "http.response.code", "frame.comment"}),
            (Rows{"POST  server-navigation code=200 user=alice token=good detail=valid", " 200 "}));
}

TEST_F(Capture, AFaultStandsAtThePacketThatItSent) {
  ASSERT_EQ(run_with({"network/reset"}).exit_code, 0);
  const Rows resets = packets(connection("network.reset", "chat-1-ws"), "tcp.flags.reset == 1", {"frame.comment"});
  ASSERT_EQ(resets.size(), 1u);
  EXPECT_TRUE(resets[0].starts_with("fault-fired fault-1 epoch=1 detail=reset,server-closed epoch=1")) << resets[0];
}

TEST_F(Capture, NoPacketIsMalformedLostOrSentTwice) {
  ASSERT_EQ(
      run_with({"network/reset", "network/graceful_close", "network/corrupted_while_online", "network/in_pieces"}).exit_code, 0);
  const Rows files = lines_of("find " + captures() + " -name '*.pcapng'");
  EXPECT_GE(files.size(), 12u);
  const std::string all = folder / "all.pcapng";
  lines_of("mergecap -w '" + all + "' " + captures() + "/*/*.pcapng 2>/dev/null");
  EXPECT_EQ(packets(all, "tcp.flags.syn == 1 && tcp.flags.ack == 0", {"frame.number"}).size(), files.size());
  EXPECT_EQ(packets(all, kSuspicious, {"frame.number", "_ws.col.Info"}), Rows{});
}

TEST_F(Capture, CompressedTimeIsCapturedToo) {
  ASSERT_EQ(run_with({"--time", "compressed", "--jobs", "2", "network/server_restart"}, "web").exit_code, 0);
  const fs::path folder_of_play = lines_of("ls -d " + captures() + "/network.server_restart-rongcloud-web-*").front();
  for (const char* name : {"chat-1-ws.pcapng", "chat-2-ws.pcapng"}) {
    EXPECT_EQ(packets(folder_of_play / name, kLogin, {"frame.number"}).size(), 1u) << name;
    EXPECT_EQ(packets(folder_of_play / name, kSuspicious, {"frame.number"}), Rows{}) << name;
  }
}

TEST_F(Capture, WhatHasNoSocketsOfItsOwnIsWrongUse) {
  for (const Rows& without : {Rows{"--simulate"}, Rows{"--server", "127.0.0.1:1"}}) {
    Rows more = without;
    more.emplace_back("connect/good_token");
    const auto outcome = run_with(more);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_NE(outcome.output.find("redial: --capture: "), std::string::npos) << outcome.output;
  }
  EXPECT_FALSE(fs::exists(captures()));
}

TEST_F(Capture, AFolderWithCapturesIsNotTouched) {
  ASSERT_EQ(run_with({"connect/good_token"}).exit_code, 0);
  const auto again = run_with({"connect/good_token"});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_NE(again.output.find("has captures of another run in it"), std::string::npos) << again.output;
}

TEST_F(Capture, AStandingServerCapturesItsServerApiAsWell) {
  Program server({program("redial"), "serve", "--capture", captures()});
  const std::string api = server.value_behind("server-api");
  lines_of("curl --silent --data userId=alice " + api + "/user/getToken.json >'" + (folder / "answer").string() + "'");
  server.signal(SIGTERM);
  EXPECT_EQ(server.finish(), 0);
  EXPECT_EQ(packets(captures() + "/server-api/server-api-1-http.pcapng", "http.request", {"http.request.uri"}),
            Rows{"/user/getToken.json"});
}

}  // namespace
}  // namespace redial::e2e
