// What a text of a run may not do in a comment on a pull request, and how long such a comment may get.
#include "reports/writers/markdown.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "reports/summarise.hpp"
#include "reports/writers/markdown_text.hpp"
#include "reports/writers/sequence_diagram.hpp"

namespace redial::reports {
namespace {

constexpr std::size_t kLongestComment = 65'536;

std::string markdown(Report report) {
  report.summary = summarise(report.results);
  std::ostringstream out;
  write_markdown(report, out);
  return out.str();
}

ScenarioResult broken(const std::string& text) {
  ScenarioResult result;
  result.scenario = text;
  result.shows = text;
  result.client = {text, text, text, text, {}, ""};
  result.verdict = scenarios::Verdict::fail;
  result.checks = {{text, text, scenarios::Verdict::fail, text, text, {1}}};
  for (std::uint64_t i = 1; i <= 200; ++i) {
    trace::Event& event = result.trace.emplace_back();
    event.sequence = i;
    event.kind = trace::EventKind::call;
    event.lane = trace::Lane::app;
    event.client = "alice";
    event.name = text;
  }
  return result;
}

TEST(Markdown, StaysShorterThanACommentMayBe) {
  Report report;
  for (int i = 0; i < 500; ++i) {
    report.results.push_back(broken(std::string(2'000, '#') + std::to_string(i)));
    report.results.push_back(report.results.back());
    report.results.back().verdict = scenarios::Verdict::inconclusive;
    report.results.back().reason = std::string(2'000, '|');
    report.results.push_back(report.results.back());
    report.results.back().verdict = report.results.back().checks[0].verdict = scenarios::Verdict::known;
    report.results.back().checks[0].evidence = std::string(2'000, '*') + std::to_string(i);
    report.stale.push_back({std::string(2'000, '_'), "", "", ""});
  }
  EXPECT_LT(markdown(report).size(), kLongestComment);
}

TEST(Markdown, SaysThatEveryPromiseWasKept) { EXPECT_TRUE(markdown({}).starts_with("# Redial: every promise kept\n")); }

TEST(Markdown, SaysWhatWasBroken) {
  Report report;
  report.results = {broken("a/b")};
  EXPECT_TRUE(markdown(report).starts_with("# Redial: 1 scenario with broken promises\n"));
}

TEST(MarkdownText, IsNoMarkup) {
  EXPECT_EQ(markdown_text("a|b <b> `c` *d* [e](f) ~g~"), R"(a\|b \<b\> \`c\` \*d\* \[e\](f) \~g\~)");
  EXPECT_EQ(markdown_text("- a - b"), R"(\- a - b)");
}

TEST(MarkdownText, CallsNobodyAndNoIssue) { EXPECT_EQ(markdown_text("@alice #1"), "@\u2060alice #\u20601"); }

TEST(MarkdownText, IsOneLine) { EXPECT_EQ(markdown_text("a\nb"), R"(a\\nb)"); }

TEST(MarkdownText, BeginsNoList) {
  EXPECT_EQ(markdown_text("1. a 1. b"), R"(1\. a 1. b)");
  EXPECT_EQ(markdown_text("12) a"), R"(12\) a)");
  EXPECT_EQ(markdown_text("1.5 ms"), "1.5 ms");
  EXPECT_EQ(markdown_text("12"), "12");
}

TEST(MarkdownText, IsNoPicture) {
  EXPECT_EQ(markdown_text("file.yaml:100: a"), "file.yaml:100\u2060: a");
  EXPECT_EQ(markdown_text("at 12:30, a: b:"), "at 12:30, a: b:");
}

TEST(MarkdownText, LinksAddressesAsTheyStand) {
  EXPECT_EQ(markdown_text("a_b (https://docs.example/a_b?c=d&e=~f#g), c"), R"(a\_b (<https://docs.example/a_b?c=d&e=~f#g>), c)");
  EXPECT_EQ(markdown_text("see http://docs.example/a_(b)."), "see <http://docs.example/a_(b)>.");
  EXPECT_EQ(markdown_text("https://a.example/|b"), R"(<https://a.example/>\|b)");
}

TEST(MarkdownCode, CannotBeLeft) {
  EXPECT_EQ(markdown_code("a_b"), "`a_b`");
  EXPECT_EQ(markdown_code("a`b|c_d"), R"(<code>a\`b\|c\_d</code>)");
}

TEST(SequenceDiagram, ShowsCallsWireAndCallbacksInOrder) {
  ScenarioResult result = broken("x");
  result.trace.clear();
  const auto add = [&](trace::EventKind kind, const char* name) -> trace::Event& {
    trace::Event& event = result.trace.emplace_back();
    event.sequence = result.trace.size();
    event.kind = kind;
    event.lane = trace::describe(kind).lane;
    event.client = "alice";
    event.name = name;
    return event;
  };
  add(trace::EventKind::call, "connect").token = "good";
  add(trace::EventKind::dial, "").epoch = Epoch(1);
  trace::Event& end = add(trace::EventKind::result, "connect");
  end.code = 31004;
  result.checks[0].id = "expect-1";
  result.checks[0].events = {3};
  EXPECT_EQ(sequence_diagram(result, result.checks[0]),
            "sequenceDiagram\n"
            "  participant app as App\n"
            "  participant client_alice as alice\n"
            "  participant server as Server\n"
            "  app->>client_alice: connect with token good\n"
            "  client_alice->>server: dial 1\n"
            "  client_alice-->>app: result of connect 31004\n"
            "  Note over app, server: broken here: expect-1\n");
}

TEST(SequenceDiagram, ShowsTheEventsAroundTheBreachOfALongPlay) {
  ScenarioResult result = broken("x");
  result.checks[0].events = {100};
  const std::string text = sequence_diagram(result, result.checks[0]);
  EXPECT_NE(text.find("Note over app, server: 76 events before\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Note over app, server: broken here: x\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Note over app, server: 96 events behind\n"), std::string::npos) << text;
}

TEST(SequenceDiagram, TakesNoTextForItsOwnLanguage) {
  ScenarioResult result = broken("x; end # <b>\n");
  const std::string text = sequence_diagram(result, result.checks[0]);
  EXPECT_NE(text.find("app->>client_alice: x#59; end #35; #60;b#62;#92;n\n"), std::string::npos) << text;
}

TEST(SequenceDiagram, PutsOneSpaceBetweenANamelessEventAndItsCode) {
  ScenarioResult result = broken("x");
  trace::Event& event = result.trace.front();
  event.kind = trace::EventKind::server_login;
  event.name.clear();
  event.code = 4;
  EXPECT_NE(sequence_diagram(result, result.checks[0]).find("Note over server: server-login 4\n"), std::string::npos);
}

}  // namespace
}  // namespace redial::reports
