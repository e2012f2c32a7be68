// What stands behind @ decides.
#include "cli/past_runs.hpp"

#include <charconv>
#include <filesystem>
#include <optional>

namespace redial::cli {
namespace {

using reports::history::History;

Result<std::int64_t> number_of(const std::string& name, const std::string& file, History& history) {
  const std::string text = name.substr(1);
  if (text == "last") {
    const auto runs = history.runs();
    if (!runs) return runs.error();
    if (runs->empty()) return Error{"there is no run in this history yet", file, "add one: redial history add RUN.json"};
    return runs->back().id;
  }
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || rest != text.data() + text.size() || text.empty())
    return Error{"this names no run of the history", name, "write @last, or @ and a number of `redial history list`"};
  return number;
}

}  // namespace

Result<History> open_history(const std::string& file) {
  if (!std::filesystem::exists(file))
    return Error{"there is no such history", file, "name it, or begin one: redial history add RUN.json"};
  return History::open(file);
}

Result<reports::Report> load_run_or_past(const std::string& name, const std::string& history_file,
                                         reports::stored::Extent extent) {
  if (!name.starts_with('@')) return reports::stored::load_run(name, extent);
  auto history = open_history(history_file);
  if (!history) return history.error();
  const auto number = number_of(name, history_file, *history);
  if (!number) return number.error();
  auto report = history->report(*number);
  if (!report) return report.error();
  if (!*report) return Error{"there is no run " + name, history_file, "see redial history list"};
  return std::move(**report);
}

}  // namespace redial::cli
