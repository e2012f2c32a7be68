// See stage_log.hpp.
#include "doctor/probe/stage_log.hpp"

#include <algorithm>
#include <utility>

#include "core/wire/utf8.hpp"

namespace redial::doctor {
namespace {

void add_lines(std::vector<std::string>& lines, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// What a terminal and a JSON text can hold.
std::string printable(std::string text) {
  const bool is_text = wire::is_utf8(text);
  std::ranges::replace_if(
      text, [is_text](char c) { return is_control(c) || (!is_text && static_cast<unsigned char>(c) >= 0x80); }, '.');
  return text;
}

// Redacted as a whole before it is cut: of a secret that is cut, the rest would not be known again.
std::string shown(const std::string& text, const Secrets& secrets) {
  std::string safe = printable(secrets.redact(text));
  if (safe.size() <= kMaxLineBytes) return safe;
  const std::string kept(wire::utf8_prefix(safe, kMaxLineBytes));
  return kept + "… (" + std::to_string(safe.size()) + " bytes)";
}

}  // namespace

void StageLog::begin(std::string_view stage, std::string where, TimePoint at) {
  stages_.push_back({.stage = std::string(stage), .where = std::move(where), .summary{}, .sent{}, .received{}});
  began_ = at;
}

void StageLog::sent(std::string_view text) { add_lines(stages_.back().sent, text); }
void StageLog::received(std::string_view text) { add_lines(stages_.back().received, text); }

void StageLog::end(bool passed, std::string summary, TimePoint at) {
  StageReport& stage = stages_.back();
  stage.passed = passed;
  stage.summary = std::move(summary);
  stage.took = at - began_;
}

std::vector<StageReport> StageLog::take(const Secrets& secrets) {
  for (StageReport& stage : stages_) {
    stage.where = shown(stage.where, secrets);
    stage.summary = shown(stage.summary, secrets);
    for (std::string& line : stage.sent) line = shown(line, secrets);
    for (std::string& line : stage.received) line = shown(line, secrets);
  }
  return std::move(stages_);
}

}  // namespace redial::doctor
