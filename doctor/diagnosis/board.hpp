// The hypotheses of one diagnosis, and what has been said for and against each. It weighs nothing by itself: facts do, one after
// the other (token_facts.hpp).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "doctor/diagnosis/diagnose.hpp"

namespace redial::doctor {

class Board {
 public:
  // The likeliest first.
  explicit Board(std::span<const Cause> causes);

  // All of these do nothing for a cause that is not on the board, but `decides`, which puts it there.
  void supports(Cause cause, const Evidence& evidence);
  void weakens(Cause cause, const Evidence& evidence);
  void rules_out(Cause cause, const Evidence& evidence);
  void rules_out(std::span<const Cause> causes, const Evidence& evidence);
  // The cause explains everything by itself, whatever else may be the case too. Of several that decide, the first to say so
  // leads. What has ruled a cause out before stays stronger.
  void decides(Cause cause, const Evidence& evidence);

  bool is_open(Cause cause) const;
  std::vector<Cause> open() const;
  std::size_t size() const { return hypotheses_.size(); }

  // The open ones, the likeliest first, then those that are ruled out. Where one has decided, it is the only open one.
  std::vector<Candidate> candidates() const;

 private:
  struct Hypothesis {
    Candidate candidate;
    bool decided = false;
  };
  Hypothesis* find(Cause cause);

  std::vector<Hypothesis> hypotheses_;
  std::vector<Cause> decided_;  // in that order
};

}  // namespace redial::doctor
