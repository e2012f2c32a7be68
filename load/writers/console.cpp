// One function for each part of a phase's block; a part without content prints nothing.
#include "load/writers/console.hpp"

#include <fmt/format.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "load/analysis/spread.hpp"
#include "load/result/summary.hpp"
#include "load/writers/codes.hpp"
#include "reports/writers/instrument.hpp"
#include "reports/writers/instrument_text.hpp"
#include "reports/writers/table.hpp"
#include "reports/writers/text.hpp"

namespace redial::load {
namespace {

using reports::Colour;
using reports::Row;
using reports::to_text;

class Page {
 public:
  Page(const reports::Style& style, std::ostream& out) : style_(style), out_(out) {}

  void line(const std::string& text) { out_ << reports::printable(text, style_.charset) << '\n'; }
  void heading(const std::string& text) {
    out_ << '\n' << reports::paint(reports::printable(text, style_.charset), Colour::bold, style_) << '\n';
  }
  void table(const std::vector<Row>& rows) {
    if (rows.size() > 1) reports::write_table(rows, style_, out_);
  }
  void inaccuracies(const std::vector<reports::Calibration>& calibrations, const std::optional<reports::Inaccuracy>& lag) {
    reports::write_inaccuracy_table(calibrations, lag, style_, out_);
  }

 private:
  const reports::Style& style_;
  std::ostream& out_;
};

std::string counts_text(const Counts& counts) {
  std::string text = fmt::format("{} intended, {} succeeded", counts.intended, counts.succeeded);
  if (failed(counts) > 0) text += fmt::format(", {} failed", failed(counts));
  if (counts.intended > counts.started) text += fmt::format(", {} not begun", counts.intended - counts.started);
  if (unfinished(counts) > 0) text += fmt::format(", {} unfinished", unfinished(counts));
  return text;
}

void write_counts(const Phase& phase, Page& page) {
  page.line(fmt::format("  {} of {} users online before, {} after; {}", phase.online_before, phase.users, phase.online_after,
                        to_text(phase.ended - phase.began)));
  if (phase.connects.intended > 0)
    page.line(fmt::format("  connects  {}; {:.0f} a second, {:.0f} in the best second", counts_text(phase.connects),
                          connects_per_second(phase), best_connects_per_second(phase)));
  if (phase.messages.intended > 0) page.line("  messages  " + counts_text(phase.messages));
  if (phase.lost_users > 0) page.line(fmt::format("  lost      {} connections of {} users", losses(phase), phase.lost_users));
  if (phase.fetched_tokens > 0) page.line(fmt::format("  tokens    {} fetched by apps", phase.fetched_tokens));
}

void write_latencies(const Phase& phase, Page& page) {
  std::vector<Row> rows{{{"  "}, {"n"}, {"p50"}, {"p90"}, {"p99"}, {"p99.9"}, {"max"}}};
  for (const auto& [what, name] : kWhats) {
    const Histogram& times = phase.latency(what);
    if (times.count() == 0) continue;
    Row row{{"  " + std::string(name)}, {std::to_string(times.count())}};
    for (const double percent : {50.0, 90.0, 99.0, 99.9, 100.0})
      row.push_back({reports::precise_text(times.percentile(percent))});
    rows.push_back(std::move(row));
  }
  page.table(rows);
}

void write_back(const Phase& phase, Page& page) {
  if (phase.shape != Shape::storm || phase.lost_users == 0) return;
  std::string text = "  back      ";
  for (const int percent : kBackPercents) {
    const auto until = until_back(phase, percent);
    text += fmt::format("{}{} % {}", percent == 50 ? "" : ", ", percent, until ? "after " + to_text(*until) : "never");
  }
  page.line(text);
}

void write_attempts(const Phase& phase, Page& page) {
  if (phase.attempts.empty() || (phase.attempts.size() == 1 && phase.attempts.contains(1))) return;
  std::string text = "  attempts  ";
  const char* before = "";
  for (const auto& [attempts, ways] : phase.attempts) {
    text += fmt::format("{}{} took {}", before, ways, attempts);
    before = ", ";
  }
  page.line(text);
}

std::string spread_text(const WaitSpread& found) {
  const std::string verdict(name_of(kSpreadVerdicts, found.verdict));
  if (!found.spread) return verdict;
  const double p = found.spread->p;
  return fmt::format("{} (D {:.3f}, {})", verdict, found.spread->d_at_most, p < 0.001 ? "p < 0.001" : fmt::format("p {:.3f}", p));
}

// `error`: of the bench's times.
void write_waits(const Phase& phase, Duration error, Page& page) {
  std::vector<Row> rows{{{"  wait before attempt"}, {"declared"}, {"n"}, {"p50"}, {"p99"}, {"spread"}}};
  for (const WaitSpread& found : wait_spreads(phase, error)) {
    const std::string declared = found.low == found.high ? to_text(found.low) : to_text(found.low) + " to " + to_text(found.high);
    rows.push_back({{"  " + std::to_string(found.attempt)},
                    {declared},
                    {std::to_string(found.n)},
                    {to_text(found.p50)},
                    {to_text(found.p99)},
                    {spread_text(found)}});
  }
  page.table(rows);
}

void add_codes(const std::string& what, const ByCode& counts, std::vector<Row>& rows) {
  for (const auto& [code, count] : counts)
    rows.push_back({{"  " + what}, {std::to_string(count)}, {std::to_string(code)}, {std::string(meaning_of(code))}});
}

void write_codes(const Phase& phase, Page& page) {
  std::vector<Row> rows{{{"  by code"}, {"n"}, {"code"}, {"meaning"}}};
  add_codes("failed connects", phase.connects.failed, rows);
  add_codes("failed messages", phase.messages.failed, rows);
  add_codes("failed attempts", phase.failed_attempts, rows);
  add_codes("lost connections", phase.losses, rows);
  page.table(rows);
}

void write_server(const Phase& phase, Page& page) {
  if (!phase.server) return;
  std::string text = fmt::format("  server    {} of CPU, {:.1f} MB", to_text(phase.server->cpu),
                                 static_cast<double>(phase.server->memory_after) / 1e6);
  if (const auto cpu = cpu_per_login(*phase.server))
    text += fmt::format("; {:.0f} us of CPU per login", static_cast<double>(cpu->count()) / 1e3);
  if (const auto memory = memory_per_session(*phase.server))
    text += fmt::format("; {:.1f} KiB per session", static_cast<double>(*memory) / 1024);
  page.line(text);
}

void write_phase(const Phase& phase, Duration error, Page& page) {
  page.heading(phase.name +
               (phase.name == name_of(kShapes, phase.shape) ? "" : " (" + std::string(name_of(kShapes, phase.shape)) + ")") +
               (phase.interrupted ? ", ended before everything was settled" : ""));
  write_counts(phase, page);
  write_back(phase, page);
  write_attempts(phase, page);
  write_latencies(phase, page);
  write_waits(phase, error, page);
  write_codes(phase, page);
  write_server(phase, page);
}

std::string counted(unsigned count, const char* what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

// How wrong the times may be, and whether they say anything at all.
void write_instrument(const BenchResult& result, Page& page) {
  if (!result.calibrations.empty() || result.lag || !result.doubts.empty() || result.interrupted) page.line("");
  page.inaccuracies(result.calibrations, result.lag ? std::optional(inaccuracy(*result.lag)) : std::nullopt);
  if (const auto error = instrument_error(result))
    page.line("times may be off by " + reports::precise_text(*error) + ", 99 times of 100 by less");
  if (result.lag && exceeds_bound(*result.lag))
    page.line(
        fmt::format("inconclusive: the machine woke threads {} late or more, once in 100 times, and {} is the bound; play "
                    "it on a machine that is less busy, or with fewer users",
                    reports::precise_text(result.lag->lateness.percentile(99)), reports::precise_text(result.lag->bound)));
}

}  // namespace

void write_console(const BenchResult& result, const reports::Style& style, std::ostream& out) {
  Page page(style, out);
  page.line(fmt::format("redial {}, bench {}, seed {}, {} users; {} with {}, server with {}", result.redial_version,
                        result.spec_name, result.seed, result.users, counted(result.agents, "agent"),
                        counted(result.agent_loops, "loop"), counted(result.server_loops, "loop")));
  const Duration error = instrument_error(result).value_or(Duration::zero());
  for (const Phase& phase : result.phases) write_phase(phase, error, page);
  write_instrument(result, page);
  for (const std::string& doubt : result.doubts) page.line("doubt: " + doubt);
  if (result.interrupted) page.line("interrupted: this is what there was");
}

}  // namespace redial::load
