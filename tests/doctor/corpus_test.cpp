// The doctor on artefacts with labels: how often its answer is right, as a confusion table, and that nothing of a secret comes
// out. The folder is tests/doctor/corpus, or that of the option --corpus=DIR, made by tests/doctor/maker with another seed.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "doctor/artefacts/artefact.hpp"
#include "doctor/diagnosis/diagnose.hpp"
#include "doctor/reproduction/replay.hpp"
#include "doctor/writers/console.hpp"
#include "doctor/writers/json.hpp"
#include "doctor/writers/ladder.hpp"
#include "reports/page/page_writer.hpp"
#include "scenarios/engine/case_text.hpp"
#include "scenarios/engine/parse.hpp"

namespace redial::doctor {
namespace {

using nlohmann::json;

std::string& folder() {
  static std::string kFolder = std::string(REDIAL_SOURCE_DIR) + "/tests/doctor/corpus";
  return kFolder;
}

struct Artefact {
  std::string file, key_log, cause;
  bool decides = false;
  std::string damaged;  // how; empty: it is whole
  std::vector<std::string> secrets;
};

const std::vector<Artefact>& corpus() {
  static const std::vector<Artefact> kCorpus = [] {
    std::vector<Artefact> artefacts;
    std::ifstream file(folder() + "/labels.json");
    for (const json& one : json::parse(file))
      artefacts.push_back({one.at("file"), one.value("key_log", ""), one.at("cause"), one.at("decides"), one.value("damaged", ""),
                           one.value("secrets", std::vector<std::string>())});
    return artefacts;
  }();
  return kCorpus;
}

Result<std::vector<Case>> read(const Artefact& artefact) {
  const std::string key_log = artefact.key_log.empty() ? "" : folder() + "/" + artefact.key_log;
  return read_artefact(folder() + "/" + artefact.file, {.key_log = key_log});
}

std::string answer_of(const Diagnosis& diagnosis) {
  switch (diagnosis.answer) {
    case Diagnosis::Answer::found:
      return std::string(describe(diagnosis.candidates.front().cause).name);
    case Diagnosis::Answer::nothing_wrong:
      return "none";
    case Diagnosis::Answer::cannot_tell:
      return "cannot tell";
    default:
      return "cannot tell";  // no login is on record
  }
}

bool leaves_open(const Diagnosis& diagnosis, const std::string& cause) {
  return std::ranges::any_of(diagnosis.candidates,
                             [&](const Candidate& one) { return !one.ruled_out && describe(one.cause).name == cause; });
}

struct Judged {
  const Artefact* artefact;
  std::string answer;
  bool right;
};

Judged judge(const Artefact& artefact) {
  const auto cases = read(artefact);
  if (!cases) return {&artefact, "unreadable: " + to_text(cases.error()), false};
  const Diagnosis diagnosis = diagnose(cases->back());
  const std::string answer = answer_of(diagnosis);
  const bool right =
      artefact.decides ? answer == artefact.cause : answer == "cannot tell" && leaves_open(diagnosis, artefact.cause);
  return {&artefact, answer, right};
}

// Damaged ones that still decide count as whole ones do.
std::vector<Judged> judge_all() {
  std::vector<Judged> all;
  for (const Artefact& artefact : corpus())
    if (artefact.damaged.empty() || artefact.decides) all.push_back(judge(artefact));
  return all;
}

void print_confusion(const std::vector<Judged>& all) {
  std::map<std::pair<std::string, std::string>, unsigned> table;
  for (const Judged& one : all) ++table[{one.artefact->cause + (one.artefact->decides ? "" : " (open)"), one.answer}];
  std::cout << "label -> answer: artefacts\n";
  for (const auto& [cell, count] : table) std::cout << "  " << cell.first << " -> " << cell.second << ": " << count << "\n";
}

// At least so many of a hundred answers must be right, where the facts decide and where they do not.
constexpr double kRight = 95;

void expect_mostly_right(const std::vector<Judged>& all, bool decides) {
  unsigned count = 0, right = 0;
  std::string wrong;
  for (const Judged& one : all) {
    if (one.artefact->decides != decides) continue;
    ++count;
    right += one.right;
    if (!one.right) wrong += "  " + one.artefact->file + ": " + one.artefact->cause + ", answered " + one.answer + "\n";
  }
  ASSERT_GT(count, 0u);
  std::cout << right << " of " << count << (decides ? " that decide\n" : " that do not decide\n") << wrong;
  EXPECT_GE(100.0 * right / count, kRight) << wrong;
}

TEST(Corpus, HasEnoughArtefactsOverEnoughCauses) {
  std::map<std::string, unsigned> causes;
  for (const Artefact& artefact : corpus()) ++causes[artefact.cause];
  EXPECT_GE(corpus().size(), 120u);
  EXPECT_GE(causes.size(), 14u);
}

TEST(Corpus, AnswersAreRightWhereTheFactsDecideAndOpenWhereTheyDoNot) {
  const auto all = judge_all();
  print_confusion(all);
  expect_mostly_right(all, true);
  expect_mostly_right(all, false);
}

TEST(Corpus, DamagedArtefactsAreReadOrRefusedAndNeverAnsweredWrongly) {
  for (const Artefact& artefact : corpus()) {
    if (artefact.damaged.empty()) continue;
    const auto cases = read(artefact);
    if (!cases) {
      EXPECT_FALSE(cases.error().what.empty()) << artefact.file;
      continue;
    }
    for (const Case& one : *cases) {
      const Diagnosis diagnosis = diagnose(one);
      if (diagnosis.answer != Diagnosis::Answer::found) continue;
      EXPECT_EQ(answer_of(diagnosis), artefact.cause) << artefact.file;
    }
  }
}

std::string outputs_on(const Artefact& artefact) {
  std::ostringstream out;
  auto cases = read(artefact);
  if (!cases) return to_text(cases.error());
  std::vector<Consultation> consultations;
  for (Case& one : *cases) {
    Diagnosis diagnosis = diagnose(one);
    const Cause likeliest = diagnosis.candidates.empty() ? Cause::none : diagnosis.candidates.front().cause;
    if (const auto again = replay(one, likeliest)) out << scenarios::to_text(again->scenario);
    consultations.push_back({std::move(one), std::move(diagnosis), {}, artefact.file});
    write_console(consultations.back(), {}, out);
  }
  write_json(consultations, out);
  reports::page::write_html(ladder_report(consultations), {}, out);
  return out.str();
}

TEST(Corpus, ScenarioMadeOfAnArtefactIsAlwaysAValidOne) {
  for (const Artefact& artefact : corpus()) {
    const auto cases = read(artefact);
    if (!cases) continue;
    const Diagnosis diagnosis = diagnose(cases->back());
    const auto again = replay(cases->back(), diagnosis.candidates.empty() ? Cause::none : diagnosis.candidates.front().cause);
    if (!again) continue;
    const std::string text = scenarios::to_text(again->scenario);
    const auto parsed = scenarios::parse(text, artefact.file, "incident");
    EXPECT_TRUE(parsed) << artefact.file << "\n" << text << (parsed ? "" : scenarios::to_text(parsed.error()));
  }
}

TEST(Corpus, NoOutputHasATokenSecretOrAppKeyInIt) {
  for (const Artefact& artefact : corpus()) {
    const std::string outputs = outputs_on(artefact);
    for (const std::string& secret : artefact.secrets)
      EXPECT_EQ(outputs.find(secret), std::string::npos) << artefact.file << " tells " << secret.substr(0, 4) << "…";
  }
}

}  // namespace
}  // namespace redial::doctor

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  constexpr std::string_view kOption = "--corpus=";
  for (int i = 1; i < argc; ++i)
    if (const std::string_view argument = argv[i]; argument.starts_with(kOption))
      redial::doctor::folder() = argument.substr(kOption.size());
  return RUN_ALL_TESTS();
}
