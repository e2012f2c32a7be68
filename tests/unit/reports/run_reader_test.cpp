// What is no stored run, or not one of this version, is refused with the place and the reason.
#include "reports/stored/run_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace redial::reports::stored {
namespace {

constexpr const char* kAdvice = "; give a run.json as this version of redial writes it";

// A whole run without results; `rest` stands in place of the empty list of results.
std::string run(const std::string& rest = "[]") {
  return R"({"schema_version":2,"redial":{"version":"1","commit":"c"},"started_at":"","duration_ms":1.5,"seed":1,"time":"real",
    "machine":{"os":"","cpu":"","cores":2},"interrupted":false,
    "summary":{"passed":0,"failed":0,"known":0,"inconclusive":0,"warned":0},"stale":[],"latencies":[],"differences":[],
    "rules":[{"rule":"a demand","severity":"must","source":"a page"}],"results":)" +
         rest + "}";
}

std::string result(const std::string& verdict, const std::string& checks, const std::string& trace) {
  return R"([{"scenario":"a/b","file":"","shows":"","sources":[],"tags":[],
    "client":{"name":"n","version":"1","profile":"web","host":"h"},"verdict":)" +
         verdict + R"(,"duration_ms":1,"checks":)" + checks + R"(,"trace":)" + trace + "}]";
}

std::string error_of(const std::string& json) {
  const auto read = read_run(json, "run.json");
  return read ? "" : to_text(read.error());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(RunReader, ReadsTimesToTheNanosecond) {
  const auto read = read_run(run(result(R"("pass")", "[]", R"([{"at_ms":86400000.000001,"sequence":1,"lane":"run",
    "kind":"run-started"}])")),
                             "run.json");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->duration, std::chrono::microseconds(1500));
  EXPECT_EQ(read->results.at(0).trace.at(0).at, TimePoint(std::chrono::hours(24) + Duration(1)));
}

TEST(RunReader, GivesAChecksRuleFromTheTable) {
  const auto read = read_run(run(result(R"("fail")", R"([{"id":"x","rule":0,"verdict":"fail"}])", "[]")), "run.json");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->results.at(0).checks.at(0).rule, "a demand");
  EXPECT_EQ(read->results.at(0).checks.at(0).source, "a page");
}

TEST(RunReader, ReadsTheBytesOfAFrame) {
  const auto with_hex =
      [](const std::string& hex) {
        return run(result(R"("fail")", "[]", R"([{"at_ms":1,"sequence":1,"lane":"server","kind":"server-sent",
      "frame":{"format":"web/3","hex":")" + hex + R"("}}])"));
      };
  const auto read = read_run(with_hex("2000ff"), "run.json");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->results.at(0).trace.at(0).frame, (trace::Frame{"web/3", std::string("\x20\x00\xff", 3)}));
  EXPECT_NE(error_of(with_hex("2000f")).find("two digits to a byte"), std::string::npos);
}

TEST(RunReader, ReadsARunThatWasNotCalibratedAndTellsNo99thPercentile) {
  const auto read =
      read_run(replaced(run(), R"("latencies":[])", R"("latencies":[],"lag":{"n":3,"ms":{"min":0.1,"p50":1,"p95":2,"max":50}})"),
               "run.json");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->lag.count, 3u);
  EXPECT_EQ(read->lag.p95, std::chrono::milliseconds(2));
  EXPECT_EQ(read->lag.p99, std::nullopt);
  EXPECT_TRUE(read->calibrations.empty());
}

TEST(RunReader, ReadsWhatACalibrationFound) {
  const auto read = read_run(replaced(run(), R"("latencies":[])", R"("latencies":[],"calibration":[
    {"method":"known-delay","delay_ms":50,"n":20,"ms":{"min":0.1,"p50":0.2,"p95":0.3,"p99":0.4,"max":0.5}},
    {"method":"kernel-timestamps","n":0}],"instrument_error_ms":0.3)"),
                             "run.json");
  ASSERT_TRUE(read) << to_text(read.error());
  ASSERT_EQ(read->calibrations.size(), 2u);
  EXPECT_EQ(read->calibrations[0].delay, std::chrono::milliseconds(50));
  EXPECT_EQ(read->calibrations[0].error.p99, std::chrono::microseconds(400));
  EXPECT_EQ(read->calibrations[1].method, CalibrationMethod::kernel_timestamps);
  EXPECT_EQ(read->calibrations[1].error.count, 0u);
}

TEST(RunReader, TakesTheKeysInAnyOrder) {
  const std::string whole = run();
  const std::size_t version = whole.find("\"schema_version\":2,"), rules = whole.find("\"rules\":");
  const std::string turned = "{\"results\":[]," + whole.substr(rules, whole.find(",\"results\"") - rules) + "," +
                             whole.substr(version + 19, rules - version - 19) + "\"schema_version\":2}";
  EXPECT_EQ(error_of(turned), "") << turned;
}

TEST(RunReader, RefusesWhatIsNoReport) {
  for (const char* text : {"", "[]", "null", "7", "\"text\"", "<html>", "\xff\xfe", "{}", R"({"log":{"version":"1.2"}})"})
    EXPECT_TRUE(error_of(text).starts_with("run.json: this is n")) << text << ": " << error_of(text);
  EXPECT_EQ(error_of(R"({"log":{"version":"1.2"}})"),
            std::string("run.json: this is no report of a run: it has no schema_version") + kAdvice);
}

TEST(RunReader, RefusesAnotherSchemaVersion) {
  EXPECT_EQ(error_of(replaced(run(), R"("schema_version":2)", R"("schema_version":1)")),
            std::string("run.json: this report has schema version 1, and this version of redial reads 2") + kAdvice);
}

TEST(RunReader, NamesAnUnknownKey) {
  EXPECT_EQ(error_of(replaced(run(), R"("cores":2)", R"("cores":2,"colour":"green")")),
            std::string("run.json: machine.colour: this key is not known here") + kAdvice);
}

TEST(RunReader, NamesAKeyThatStandsTwice) {
  EXPECT_EQ(error_of(replaced(run(), R"("cores":2)", R"("cores":2,"cores":2)")),
            std::string("run.json: machine.cores: this key stands here twice") + kAdvice);
}

TEST(RunReader, NamesAMissingKey) {
  EXPECT_EQ(error_of(replaced(run(), R"(,"cores":2)", "")),
            std::string("run.json: machine: the key \"cores\" is missing") + kAdvice);
}

TEST(RunReader, NamesAValueOfTheWrongKind) {
  EXPECT_EQ(error_of(replaced(run(), R"("cores":2)", R"("cores":"2")")),
            std::string("run.json: machine.cores: this is not a whole number from 0") + kAdvice);
  EXPECT_EQ(error_of(replaced(run(), R"("cores":2)", R"("cores":5000000000)")),
            std::string("run.json: machine.cores: this number is too large") + kAdvice);
  EXPECT_EQ(error_of(replaced(run(), R"("duration_ms":1.5)", R"("duration_ms":1e300)")),
            std::string("run.json: duration_ms: so many milliseconds are no length of time") + kAdvice);
}

TEST(RunReader, NamesAnUnknownNameInAResult) {
  EXPECT_EQ(error_of(run(result(R"("maybe\u001b[31m")", "[]", "[]"))),
            std::string("run.json: results[0].verdict: \"maybe\\u{1b}[31m\" is none of the names known here") + kAdvice);
  EXPECT_EQ(error_of(run(result(R"("pass")", "[]", R"([{"at_ms":0,"sequence":1,"lane":"run","kind":"run-ended"},
    {"at_ms":0,"sequence":1,"lane":"run","kind":"lunch"}])"))),
            std::string("run.json: results[0].trace[1].kind: \"lunch\" is none of the names known here") + kAdvice);
}

TEST(RunReader, NamesARuleThatIsNotThere) {
  EXPECT_EQ(error_of(run(result(R"("fail")", R"([{"id":"x","rule":1,"verdict":"fail"}])", "[]"))),
            std::string("run.json: results[0].checks[0]: there is no rule 1") + kAdvice);
}

// The same run with its results laid out as `lines`, which is how write_json lays them out.
std::string in_lines(const std::string& lines) {
  const std::string whole = run("RESULTS");
  const std::size_t head = whole.find(",\"results\"");
  return whole.substr(0, head) + ",\n\"results\": [\n" + lines + "]\n}\n";
}

std::string line(const std::string& verdict, const std::string& checks, const std::string& trace) {
  std::string text = result(verdict, checks, trace);
  std::erase(text, '\n');
  return text.substr(1, text.size() - 2);
}

TEST(RunReader, ReadsResultsInLines) {
  const std::string passed = line(R"("pass")", "[]", "[]");
  for (const Extent extent : {Extent::everything, Extent::findings}) {
    EXPECT_EQ(read_run(in_lines(""), "run.json", extent)->results.size(), 0u);
    EXPECT_EQ(read_run(in_lines(passed + "\n"), "run.json", extent)->results.size(), 1u);
    EXPECT_EQ(read_run(in_lines(passed + ",\n" + passed + "\n"), "run.json", extent)->results.size(), 2u);
  }
}

// They are read by several threads, a section each; one line here is longer than a section.
TEST(RunReader, KeepsTheOrderOfManyMegabytesOfResults) {
  constexpr std::size_t kResults = 2000;
  const std::string passed = line(R"("pass")", "[]", "[]");
  std::string lines;
  for (std::size_t i = 0; i < kResults; ++i) {
    const std::string shows(i == kResults / 2 ? 5'000'000 : 3'000, 'x');
    const std::string named = replaced(passed, R"("a/b")", '"' + std::to_string(i) + '"');
    lines += replaced(named, R"("shows":"")", R"("shows":")" + shows + '"') + (i + 1 < kResults ? ",\n" : "\n");
  }
  for (const Extent extent : {Extent::everything, Extent::findings}) {
    const auto read = read_run(in_lines(lines), "run.json", extent);
    ASSERT_TRUE(read) << to_text(read.error());
    ASSERT_EQ(read->results.size(), kResults);
    for (std::size_t i = 0; i < kResults; ++i) ASSERT_EQ(read->results[i].scenario, std::to_string(i));
  }
  const std::string wrong = replaced(lines, R"("scenario":"1900")", R"("scenario":1900)");
  EXPECT_EQ(error_of(in_lines(wrong)), std::string("run.json: results[1900].scenario: this is not a text") + kAdvice);
}

TEST(RunReader, NamesWhatIsWrongInALine) {
  const std::string passed = line(R"("pass")", "[]", "[]"), wrong = line(R"("lunch")", "[]", "[]");
  EXPECT_EQ(error_of(in_lines(passed + ",\n" + wrong + "\n")),
            std::string("run.json: results[1].verdict: \"lunch\" is none of the names known here") + kAdvice);
}

TEST(RunReader, RefusesLinesThatAreNotOneList) {
  const std::string passed = line(R"("pass")", "[]", "[]");
  for (const std::string& lines :
       std::vector<std::string>{passed + ",\n", passed + "\n" + passed + "\n", "]\n" + passed + "\n", passed + "7\n", ",\n"}) {
    EXPECT_FALSE(read_run(in_lines(lines), "run.json")) << lines;
    EXPECT_FALSE(read_run(in_lines(lines), "run.json", Extent::findings)) << lines;
  }
  EXPECT_FALSE(read_run(in_lines(passed + "\n") + "{}\n", "run.json"));
}

// A line is longer than a piece of the text that is read at once.
TEST(RunReader, ReadsALineOfAnyLength) {
  const std::string event =
      R"({"at_ms":0,"sequence":1,"lane":"run","kind":"run-ended","detail":")" + std::string(3'000'000, 'x') + "\"}";
  const auto read = read_run(in_lines(line(R"("pass")", "[]", "[" + event + "]") + "\n"), "run.json");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->results.at(0).trace.at(0).detail.size(), 3'000'000u);
}

TEST(RunReader, FindsTheEventsAroundAFindingInItsLine) {
  std::string trace;
  for (int sequence = 1; sequence <= 20; ++sequence)
    trace += (trace.empty() ? "" : ",") + (R"({"at_ms":0,"sequence":)" + std::to_string(sequence)) +
             R"(,"lane":"run","kind":"run-ended","detail":"\",\"trace\":["})";
  const std::string checks = R"([{"id":"x","rule":0,"verdict":"fail","events":[10,18]}])";
  const auto read = read_run(in_lines(line(R"("fail")", checks, "[" + trace + "]") + "\n"), "run.json", Extent::findings);
  ASSERT_TRUE(read) << to_text(read.error());
  const auto& shown = read->results.at(0).trace;
  ASSERT_EQ(shown.size(), 6u);  // three before the first, and two behind
  EXPECT_EQ(shown.front().sequence, 7u);
  EXPECT_EQ(shown.back().sequence, 12u);
}

TEST(RunReader, FindsTheEventsAroundAFindingHoweverTheyAreLaidOut) {
  std::string trace;
  for (int sequence = 1; sequence <= 9; ++sequence)
    trace += (trace.empty() ? "" : ",") +
             (R"({"at_ms":0,"lane":"run","kind":"run-ended","sequence":)" + std::to_string(sequence)) + "}";
  const auto shown = [&](const std::string& events) {
    const std::string checks = R"([{"id":"x","rule":0,"verdict":"fail","events":)" + events + "}]";
    const auto read = read_run(in_lines(line(R"("fail")", checks, "[" + trace + "]") + "\n"), "run.json", Extent::findings);
    return read ? read->results.at(0).trace.size() : 99;
  };
  EXPECT_EQ(shown("[1]"), 3u);
  EXPECT_EQ(shown("[9]"), 4u);
  EXPECT_EQ(shown("[77]"), 0u);
  const std::string moved = "\"lane\":\"run\",\"kind\":\"run-ended\",";
  for (auto at = trace.find(moved); at != trace.npos; at = trace.find(moved)) trace.erase(at, moved.size());
  for (auto at = trace.find("}"); at != trace.npos; at = trace.find("}", at + moved.size() + 2))
    trace.insert(at, "," + moved.substr(0, moved.size() - 1));
  EXPECT_EQ(shown("[1]"), 3u);  // as they are written
  EXPECT_EQ(shown("[9]"), 4u);
  EXPECT_EQ(shown("[77]"), 0u);
}

TEST(RunReader, KnowsAKeyHoweverItIsWritten) {
  EXPECT_EQ(error_of(replaced(run(), R"("cores":2)", R"("\u0063ores":2)")), "");
  EXPECT_EQ(error_of(replaced(run(), R"("cores":2)", R"("cores":2,"\u0063ores":2)")),
            std::string("run.json: machine.cores: this key stands here twice") + kAdvice);
}

TEST(RunReader, RefusesTextBehindTheReport) {
  EXPECT_EQ(error_of(run() + "\n{}"), std::string("run.json: the file goes on behind the report") + kAdvice);
}

TEST(RunReader, RefusesAFolder) {
  const auto read = load_run("/");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().what, "cannot be read");
}

TEST(RunReader, NamesAFileThatIsNotThere) {
  const auto read = load_run("/no/such/run.json");
  ASSERT_FALSE(read);
  EXPECT_EQ(to_text(read.error()),
            "/no/such/run.json: cannot be read; name the run.json that a run has written into its --out folder");
}

}  // namespace
}  // namespace redial::reports::stored
