// `redial doctor` with files and without: what it answers, and what it tells its caller.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

class Doctor : public testing::Test {
 protected:
  static Outcome redial(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("redial"));
    return run(arguments);
  }
  std::string played(const std::string& scenario) const {
    const Outcome run =
        redial({"run", "--simulate", "--client", "reference:web", scenario, "--out", folder_.string(), "--format", "json"});
    EXPECT_EQ(run.exit_code, 0) << run.output;
    return (folder_ / "run.json").string();
  }

  const std::filesystem::path folder_ = empty_folder(testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Doctor, NamesTheCauseOfASavedRun) {
  const Outcome told = redial({"doctor", played("token/secret_rotated")});
  EXPECT_EQ(told.exit_code, 1);
  EXPECT_NE(told.output.find("secret-rotated"), std::string::npos) << told.output;
}

TEST_F(Doctor, NothingWrongIsExitCodeZero) { EXPECT_EQ(redial({"doctor", played("connect/good_token")}).exit_code, 0); }

TEST_F(Doctor, WritesJsonAndPageIntoFiles) {
  const std::string page = (folder_ / "page.html").string();
  const Outcome told =
      redial({"doctor", played("token/expired"), "--format", "console,json", "--out", folder_.string(), "--html", page});
  EXPECT_EQ(told.exit_code, 1);
  for (const std::string& path : {page, (folder_ / "doctor.json").string()}) {
    std::ifstream file(path);
    EXPECT_GT(std::string(std::istreambuf_iterator<char>(file), {}).size(), 100u) << path;
  }
}

TEST_F(Doctor, WrongUseSaysWhatToDo) {
  EXPECT_EQ(redial({"doctor"}).exit_code, 2);
  EXPECT_EQ(redial({"doctor", "/nowhere.har"}).exit_code, 2);
  const Outcome half = redial({"doctor", "--app-key", "k"});
  EXPECT_EQ(half.exit_code, 2);
  EXPECT_NE(half.output.find("--token-env"), std::string::npos) << half.output;
  EXPECT_EQ(redial({"doctor", "x.har", "--token-lifetime", "soon"}).exit_code, 2);
}

TEST_F(Doctor, TokenIsTakenFromAFileAndNeverShown) {
  const std::string file = (folder_ / "token").string();
  std::ofstream(file) << "q3Zt7+Yw/2bA91kLmn0PQw==@\n";
  const Outcome told =
      redial({"doctor", "--app-key", "8luwapkv84g0l", "--token-file", file, "--navigator", "http://127.0.0.1:9"});
  EXPECT_EQ(told.exit_code, 1) << told.output;
  EXPECT_NE(told.output.find("connection-refused"), std::string::npos) << told.output;
  EXPECT_EQ(told.output.find("q3Zt7"), std::string::npos);
  EXPECT_EQ(told.output.find("8luwapkv84g0l"), std::string::npos);
}

TEST_F(Doctor, TokenThatNobodyIssuedIsRefusedAndNothingIsPrintedOfIt) {
  Program server({program("redial-mock-server"), "--app-key", "key-e2e-0123"});
  const std::string token = "bm90aGluZyB0aGF0IGFueWJvZHkgaXNzdWVk@";
  const Outcome told =
      redial({"doctor", "--app-key", "key-e2e-0123", "--token", token, "--navigator", server.value_behind("navigation")});
  EXPECT_EQ(told.exit_code, 3) << told.output;
  EXPECT_NE(told.output.find("CONNACK 4"), std::string::npos) << told.output;
  EXPECT_EQ(told.output.find(token), std::string::npos);
  EXPECT_EQ(told.output.find("key-e2e-0123"), std::string::npos);
}

}  // namespace
}  // namespace redial::e2e
