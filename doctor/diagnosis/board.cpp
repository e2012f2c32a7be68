// See board.hpp.
#include "doctor/diagnosis/board.hpp"

#include <algorithm>

namespace redial::doctor {

Board::Board(std::span<const Cause> causes) {
  for (const Cause cause : causes) hypotheses_.push_back({.candidate = {.cause = cause}});
}

Board::Hypothesis* Board::find(Cause cause) {
  const auto found = std::ranges::find(hypotheses_, cause, [](const Hypothesis& one) { return one.candidate.cause; });
  return found == hypotheses_.end() ? nullptr : &*found;
}

void Board::supports(Cause cause, const Evidence& evidence) {
  if (Hypothesis* one = find(cause)) one->candidate.speaks_for.push_back(evidence);
}

void Board::weakens(Cause cause, const Evidence& evidence) {
  if (Hypothesis* one = find(cause)) one->candidate.speaks_against.push_back(evidence);
}

void Board::rules_out(Cause cause, const Evidence& evidence) {
  Hypothesis* one = find(cause);
  if (!one) return;
  one->candidate.speaks_against.push_back(evidence);
  if (!one->decided) one->candidate.ruled_out = true;
}

void Board::rules_out(std::span<const Cause> causes, const Evidence& evidence) {
  for (const Cause cause : causes) rules_out(cause, evidence);
}

void Board::decides(Cause cause, const Evidence& evidence) {
  Hypothesis* one = find(cause);
  if (!one) one = &hypotheses_.emplace_back(Hypothesis{.candidate = {.cause = cause}});
  one->candidate.speaks_for.push_back(evidence);
  if (one->candidate.ruled_out || one->decided) return;
  one->decided = true;
  decided_.push_back(cause);
}

bool Board::is_open(Cause cause) const {
  return std::ranges::any_of(hypotheses_,
                             [&](const Hypothesis& one) { return one.candidate.cause == cause && !one.candidate.ruled_out; });
}

std::vector<Cause> Board::open() const {
  if (!decided_.empty()) return {decided_.front()};
  std::vector<Cause> causes;
  for (const Hypothesis& one : hypotheses_)
    if (!one.candidate.ruled_out) causes.push_back(one.candidate.cause);
  return causes;
}

std::vector<Candidate> Board::candidates() const {
  std::vector<Candidate> all;
  for (const Hypothesis& one : hypotheses_) {
    all.push_back(one.candidate);
    if (decided_.empty() || one.candidate.cause == decided_.front() || all.back().ruled_out) continue;
    all.back().ruled_out = true;
    auto& against = all.back().speaks_against;
    against.insert(against.begin(), {std::string(describe(decided_.front()).name) + " explains it by itself", {}});
  }
  std::ranges::stable_sort(all, [](const Candidate& a, const Candidate& b) {
    if (a.ruled_out != b.ruled_out) return b.ruled_out;
    const auto balance = [](const Candidate& one) {
      return static_cast<std::ptrdiff_t>(one.speaks_for.size()) - static_cast<std::ptrdiff_t>(one.speaks_against.size());
    };
    return balance(a) > balance(b);
  });
  return all;
}

}  // namespace redial::doctor
