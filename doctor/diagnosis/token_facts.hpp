// The facts that tell the causes of a refused token apart, one function for each: what it is, and which causes it speaks for or
// against, or rules out. Nothing here looks at the network.
#pragma once

#include <span>
#include <string_view>

#include "doctor/diagnosis/board.hpp"
#include "doctor/diagnosis/token_story.hpp"

namespace redial::doctor {

struct TokenFact {
  std::string_view name;  // "the same token was accepted before"
  void (*weigh)(const Refusal&, Board&);
};

// In the order in which they are weighed: of two that decide, the first one leads.
std::span<const TokenFact> token_facts();

}  // namespace redial::doctor
