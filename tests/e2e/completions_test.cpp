// The scripts of `redial completions`, in the shells that they are for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// The script for `shell` as a file.
std::string script_for(const std::string& shell) {
  const auto file = empty_folder("completions_" + shell) / "redial";
  const Outcome outcome = run({program("redial"), "completions", shell});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  std::ofstream(file) << outcome.output;
  return file.string();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What bash offers behind `line`, whose words, as bash takes them apart, are `words`.
std::vector<std::string> offered_by_bash(const std::string& line, const std::vector<std::string>& words) {
  constexpr const char* kProgram = R"(source "$1"
COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=("${@:3}") COMP_CWORD=$(($# - 3))
[[ $(complete -p redial) == *'-F _redial '* ]] || exit 1
_redial
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}")";
  static const std::string kScript = script_for("bash");
  std::vector<std::string> command = {"bash", "-u", "-c", kProgram, "bash", kScript, line};
  command.insert(command.end(), words.begin(), words.end());
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  return lines_of(outcome.output);
}

// What fish offers behind `line`; its descriptions are left out.
std::vector<std::string> offered_by_fish(const std::string& line) {
  static const std::string kScript = script_for("fish");
  const Outcome outcome = run({"fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", kScript, line});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  auto offered = lines_of(outcome.output);
  for (std::string& word : offered) word.resize(std::min(word.size(), word.find('\t')));
  return offered;
}

TEST(Completions, EachShellTakesItsScript) {
  for (const auto& command : {std::vector<std::string>{"bash", "-n"}, {"zsh", "-n"}, {"fish", "--no-execute"}}) {
    auto arguments = command;
    arguments.push_back(script_for(command.front()));
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << command.front();
    EXPECT_EQ(outcome.output, "") << command.front();
  }
}

TEST(Completions, ZshCompletesRedialWithTheScriptThatItHasReadOrFindsOnItsPath) {
  constexpr const char* kSourced =
      "autoload -U compinit; compinit -D -u; source $1; print $_comps[redial] $+functions[_redial_run]";
  EXPECT_EQ(run({"zsh", "-f", "-c", kSourced, "zsh", script_for("zsh")}).output, "_redial 1\n");
  const std::filesystem::path found = std::filesystem::path(script_for("zsh")).parent_path();
  std::filesystem::rename(found / "redial", found / "_redial");
  constexpr const char* kFound = "fpath=($1 $fpath); autoload -U compinit; compinit -D -u; print $_comps[redial]";
  EXPECT_EQ(run({"zsh", "-f", "-c", kFound, "zsh", found.string()}).output, "_redial\n");
}

TEST(Completions, AnotherShellIsWrongUse) { EXPECT_EQ(run({program("redial"), "completions", "tcsh"}).exit_code, 2); }

TEST(Completions, BashOffersCommandsAndOptions) {
  EXPECT_THAT(offered_by_bash("redial ", {"redial", ""}), AllOf(Contains("run"), Contains("completions"), Contains("zoo")));
  EXPECT_THAT(offered_by_bash("./redial run --si", {"./redial", "run", "--si"}), ElementsAre("--simulate"));
}

TEST(Completions, BashOffersScenariosOfTheLibraryAndTheirTags) {
  EXPECT_THAT(offered_by_bash("redial run token/exp", {"redial", "run", "token/exp"}), Contains("token/expired"));
  EXPECT_THAT(offered_by_bash("redial list netwo", {"redial", "list", "netwo"}), Contains("network"));
  EXPECT_THAT(offered_by_bash("redial run --tag 3100", {"redial", "run", "--tag", "3100"}), Contains("31004"));
}

TEST(Completions, BashOffersWhatABrokenWordGoesOnWith) {
  EXPECT_THAT(offered_by_bash("redial run --client web:c", {"redial", "run", "--client", "web", ":", "c"}),
              ElementsAre("chromium"));
  EXPECT_THAT(offered_by_bash("redial run --client=nat", {"redial", "run", "--client", "=", "nat"}), ElementsAre("native"));
}

TEST(Completions, BashOffersFaultsRulesAndDefectsByName) {
  EXPECT_THAT(offered_by_bash("redial faults res", {"redial", "faults", "res"}), Contains("reset"));
  EXPECT_THAT(offered_by_bash("redial rules no-attempt-after-3", {"redial", "rules", "no-attempt-after-3"}),
              Contains("no-attempt-after-31004"));
  EXPECT_THAT(offered_by_bash("redial zoo --defect callback-", {"redial", "zoo", "--defect", "callback-"}),
              Contains("callback-lost"));
}

TEST(Completions, BashOffersFoldersWhereAFolderIsWanted) {
  EXPECT_THAT(offered_by_bash("redial run --out /et", {"redial", "run", "--out", "/et"}), ElementsAre("/etc"));
  EXPECT_THAT(offered_by_bash("redial run --out /etc/passw", {"redial", "run", "--out", "/etc/passw"}), IsEmpty());
}

TEST(Completions, FishOffersCommandsOptionsAndValues) {
  EXPECT_THAT(offered_by_fish("redial expl"), ElementsAre("explore"));
  EXPECT_THAT(offered_by_fish("redial run --si"), ElementsAre("--simulate"));
  EXPECT_THAT(offered_by_fish("redial run --client web:"), ElementsAre("web:chromium", "web:node"));
  EXPECT_THAT(offered_by_fish("redial run token/exp"), Contains("token/expired"));
}

TEST(Completions, FishOffersNoOptionOfAnotherCommand) {
  EXPECT_THAT(offered_by_fish("redial list --"), AllOf(Contains("--cases"), Not(Contains("--simulate"))));
}

TEST(Completions, FishOffersMoreOfAListBehindAComma) {
  EXPECT_THAT(offered_by_fish("redial run --format console,js"), ElementsAre("console,json"));
}

}  // namespace
}  // namespace redial::e2e
