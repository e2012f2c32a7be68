// One function for each section; a section without content prints nothing.
#include "doctor/writers/console.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include "reports/writers/text.hpp"

namespace redial::doctor {
namespace {

using reports::Colour;
using reports::columns;
using reports::pad;
using reports::paint;
using reports::printable;
using reports::Style;
using reports::wrap;
using std::string;
using std::string_view;
using Answer = Diagnosis::Answer;

constexpr int kWidth = 120;      // where the terminal does not tell, or is wider
constexpr int kLabelWidth = 14;  // "would decide  "
constexpr int kNameWidth = 27;   // "certificate-not-yet-valid  "
constexpr int kLeastWrapWidth = 20;
constexpr std::size_t kAround = 2;  // events before and behind each that shows something

class Page {
 public:
  Page(const Style& style, std::ostream& out) : style_(style), out_(out) {
    width_ = style.width == 0 ? kWidth : std::min(style.width, kWidth);
  }

  void heading(string_view text) { out_ << '\n' << paint(text, Colour::bold, style_) << '\n'; }
  // The head keeps its column; the text is wrapped behind it.
  void line(int indent, string_view head, int head_width, const string& text, Colour colour = Colour::none,
            Colour head_colour = Colour::faint) {
    const int left = indent + head_width;
    string beginning = pad("", indent) + paint(pad(printable(head, style_.charset), head_width), head_colour, style_);
    const int room = std::max(width_ - left, kLeastWrapWidth);
    for (const string& part : wrap(printable(text, style_.charset), room)) {
      out_ << beginning << paint(reports::fit(part, room, style_.charset), colour, style_) << '\n';
      beginning = pad("", left);
    }
  }
  void labelled(string_view label, string_view text) {
    if (!text.empty()) line(4, label, kLabelWidth, string(text));
  }
  void event(const trace::Event& event, TimePoint start, bool shows) {
    const string text = printable(trace::to_text(event, start), style_.charset);
    out_ << pad("", 2) << paint(shows ? "> " : "  ", Colour::cyan, style_)
         << paint(reports::fit(text, width_ - 4, style_.charset), shows ? Colour::none : Colour::faint, style_) << '\n';
  }
  void skipped() {
    out_ << pad("", 4) << paint(style_.charset == reports::Charset::unicode ? "⋮" : "...", Colour::faint, style_) << '\n';
  }
  const Style& style() const { return style_; }

 private:
  const Style& style_;
  std::ostream& out_;
  int width_ = kWidth;
};

struct Head {
  string_view unicode, ascii;
  Colour colour;
};
Head head_of(Answer answer) {
  switch (answer) {
    case Answer::found:
      return {"✗ ", "x ", Colour::red};
    case Answer::cannot_tell:
      return {"? ", "? ", Colour::magenta};
    case Answer::nothing_wrong:
      return {"✓ ", "ok ", Colour::green};
    case Answer::nothing_seen:
      break;
  }
  return {"- ", "- ", Colour::yellow};
}

void write_subject(const Case& one, Page& page) {
  string about = string(to_name(one.origin));
  if (!one.sdk.empty()) about += ", " + one.sdk;
  about += ", " + std::to_string(one.trace.size()) + " events";
  page.line(0, "", 0, one.source + " (" + about + ")", Colour::faint);
}

string shown_by(const CauseInfo& info) {
  string text;
  for (const string_view scenario : info.scenarios) text += (text.empty() ? "redial run " : " ") + string(scenario);
  return text;
}

void write_cause(const Diagnosis& diagnosis, Page& page) {
  const Candidate& first = diagnosis.candidates.front();
  const CauseInfo& info = describe(first.cause);
  page.labelled("cause", info.name);
  if (diagnosis.stage) page.labelled("at", to_name(*diagnosis.stage));
  for (const Evidence& evidence : first.speaks_for) page.labelled("evidence", evidence.text);
  for (const Evidence& evidence : first.speaks_against) page.labelled("against it", evidence.text);
  page.labelled("what to do", info.to_do);
  page.labelled("to confirm", info.confirm);
  page.labelled("rests on", info.source);
  page.labelled("shown by", shown_by(info));
}

void write_answer(const Diagnosis& diagnosis, Page& page) {
  const Head head = head_of(diagnosis.answer);
  const string_view mark = page.style().charset == reports::Charset::unicode ? head.unicode : head.ascii;
  page.line(0, mark, columns(mark), diagnosis.summary, Colour::bold, head.colour);
  if (diagnosis.answer == Answer::found) write_cause(diagnosis, page);
  if (diagnosis.answer == Answer::cannot_tell && diagnosis.stage) page.labelled("at", to_name(*diagnosis.stage));
  page.labelled("would decide", diagnosis.deciding_fact);
}

void write_evidence(const Candidate& candidate, Page& page) {
  for (const Evidence& evidence : candidate.speaks_for) page.line(4, "for", 9, evidence.text);
  for (const Evidence& evidence : candidate.speaks_against) page.line(4, "against", 9, evidence.text);
}

void write_open(const Diagnosis& diagnosis, Page& page) {
  if (diagnosis.answer != Answer::cannot_tell || diagnosis.candidates.empty() || diagnosis.candidates.front().ruled_out) return;
  page.heading("What it may be, the likeliest first");
  for (const Candidate& candidate : diagnosis.candidates) {
    if (candidate.ruled_out) continue;
    page.line(2, describe(candidate.cause).name, kNameWidth, string(describe(candidate.cause).title), Colour::none, Colour::bold);
    write_evidence(candidate, page);
    page.line(4, "to do", 9, string(describe(candidate.cause).to_do));
  }
}

void write_ruled_out(const Diagnosis& diagnosis, Page& page) {
  const auto told = [](const Candidate& candidate) { return candidate.ruled_out && !candidate.speaks_against.empty(); };
  if (std::ranges::none_of(diagnosis.candidates, told)) return;
  page.heading("What it is not");
  for (const Candidate& candidate : diagnosis.candidates)
    if (told(candidate)) page.line(2, describe(candidate.cause).name, kNameWidth, candidate.speaks_against.front().text);
}

void write_stages(const std::vector<StageReport>& stages, Page& page) {
  if (stages.empty()) return;
  page.heading("Stage by stage");
  for (const StageReport& stage : stages) {
    const string where = stage.where.empty() ? string() : stage.where + ": ";
    page.line(2, (stage.passed ? "+ " : "x ") + stage.stage, kNameWidth - 6,
              where + stage.summary + " (" + reports::to_text(stage.took) + ")", Colour::none,
              stage.passed ? Colour::green : Colour::red);
    for (const string& line : stage.sent) page.line(4, "> ", 2, line, Colour::faint);
    for (const string& line : stage.received) page.line(4, "< ", 2, line, Colour::faint);
  }
}

void write_breaches(string_view heading, const std::vector<scenarios::Check>& checks, Page& page) {
  if (checks.empty()) return;
  page.heading(heading);
  for (const scenarios::Check& check : checks) {
    const string mark = string(reports::mark(check.verdict, page.style())) + " ";
    page.line(2, mark, columns(mark), check.id + ": " + check.rule, Colour::none, reports::colour_of(check.verdict));
    page.line(6, "seen", 8, check.detail);
    page.line(6, "source", 8, check.source, Colour::faint);
  }
}

void write_timeline(const Consultation& consultation, Page& page) {
  const std::vector<std::size_t> shown = shown_events(consultation, kAround);
  const std::vector<std::size_t> telling = shown_events(consultation, 0);
  if (shown.empty()) return;
  page.heading("What happened");
  std::size_t last = shown.front();
  for (const std::size_t place : shown) {
    if (place > last + 1) page.skipped();
    page.event(consultation.one.trace[place], consultation.one.start, std::ranges::binary_search(telling, place));
    last = place;
  }
}

// What stands behind the labels of AppKeys, as far as it may be shown.
void write_labels(const Case& one, Page& page) {
  if (one.app_keys.empty()) return;
  page.heading("AppKeys in the record");
  constexpr std::size_t kMostKeys = 10;
  for (std::size_t i = 0; i < std::min(one.app_keys.size(), kMostKeys); ++i)
    page.line(2, one.app_keys[i].label, kLabelWidth, one.app_keys[i].hint);
}

void write_gaps(const Case& one, Page& page) {
  if (one.gaps.empty()) return;
  constexpr std::size_t kMostGaps = 10;
  page.heading("What could not be read");
  for (std::size_t i = 0; i < std::min(one.gaps.size(), kMostGaps); ++i)
    page.line(2, "", 0, one.gaps[i].where + ": " + one.gaps[i].what);
  if (one.gaps.size() > kMostGaps) page.line(2, "", 0, "and " + std::to_string(one.gaps.size() - kMostGaps) + " more");
}

}  // namespace

void write_console(const Consultation& consultation, const Style& style, std::ostream& out) {
  Page page(style, out);
  const Diagnosis& diagnosis = consultation.diagnosis;
  write_subject(consultation.one, page);
  write_answer(diagnosis, page);
  write_open(diagnosis, page);
  write_ruled_out(diagnosis, page);
  write_stages(consultation.stages, page);
  write_breaches("Promises that the SDK broke", diagnosis.sdk_breaches, page);
  write_breaches("Advice that the app did not follow", diagnosis.app_breaches, page);
  write_timeline(consultation, page);
  write_labels(consultation.one, page);
  write_gaps(consultation.one, page);
}

}  // namespace redial::doctor
