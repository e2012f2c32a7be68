// The defects that a reference client can be started with, each taken from a public report or document. Not the defects
// themselves.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "agent/clients/reference/defect.hpp"

namespace redial::agent::reference {

struct DefectInfo {
  std::string_view name;     // as in --client reference+NAME
  std::string_view meaning;  // what the client does wrong
  std::string_view source;   // where it was seen or is invited: a URL
  std::unique_ptr<Defect> (*make)();
};

std::span<const DefectInfo> all_defects();

// Null if there is none of that name.
const DefectInfo* find_defect(std::string_view name);

// Each in a file of its own.
std::unique_ptr<Defect> second_callback_after_duplicate_connect();

}  // namespace redial::agent::reference
