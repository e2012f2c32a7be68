// The situation that shows each defect, and the line by which it is told from a healthy client. It judges nothing.
#pragma once

#include <span>
#include <string_view>

#include "tests/unit/agent/reference/surroundings_by_hand.hpp"

namespace redial::agent::reference {

struct Specimen {
  std::string_view defect;
  std::string_view profile;
  void (*situation)(SurroundingsByHand&);
  std::string_view line;  // part of a line of what the client told and did
  int healthy;            // how many such lines a healthy client leaves
  int sick;               // and this one
};

std::span<const Specimen> specimens();

}  // namespace redial::agent::reference
