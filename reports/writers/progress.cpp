// Lines are flushed one by one: a person, or a log, is watching.
#include "reports/writers/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>

#include "reports/summarise.hpp"
#include "reports/writers/findings.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

constexpr const char* kEraseLine = "\r\x1b[K";
constexpr int kLeastColumns = 4;  // fewer cannot show an ellipsis

}  // namespace

Progress::Progress(std::size_t total, const Style& style, std::ostream& out) : total_(total), style_(style), out_(out) { show(); }

void Progress::finished(const ScenarioResult& result) {
  ++finished_;
  count(result.verdict, summary_);
  clear();
  if (!style_.live || result.verdict != scenarios::Verdict::pass) print(result);
  show();
}

void Progress::clear() {
  if (style_.live) out_ << kEraseLine << std::flush;
}

// One column stays free: a full line would wrap.
void Progress::show() {
  if (!style_.live) return;
  const std::string line = fmt::format("[{}/{}] {}", finished_, total_, to_text(summary_));
  out_ << fit(line, std::max(kLeastColumns, style_.width) - 1, style_.charset) << std::flush;
}

void Progress::print(const ScenarioResult& result) {
  out_ << fmt::format("[{:>{}}/{}] ", finished_, std::to_string(total_).size(), total_)
       << paint(mark(result.verdict, style_), colour_of(result.verdict), style_) << ' '
       << printable(result.scenario, style_.charset) << "  " << label(result.client, style_.charset) << "  "
       << to_text(result.duration);
  if (!result.reason.empty()) out_ << "  " << printable(result.reason, style_.charset);
  out_ << std::endl;
}

}  // namespace redial::reports
