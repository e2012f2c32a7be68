// The defects that a reference client can be started with, each taken from a public report or document. Not the defects
// themselves: those are in the files beside this one, by what they spoil.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "agent/clients/reference/defect.hpp"

namespace redial::agent::reference {

struct DefectInfo {
  std::string_view name;                       // as in --client reference+NAME
  std::string_view meaning;                    // what the client does wrong
  std::string_view source;                     // where it was seen or is invited: a public thread, or a page of documentation
  std::span<const std::string_view> profiles;  // that can have it; none: every
  std::unique_ptr<Defect> (*make)();
  bool is_race = false;  // shows in an unlucky order only: plain plays pass, exploration finds it
};

std::span<const DefectInfo> all_defects();

// Null if there is none of that name.
const DefectInfo* find_defect(std::string_view name);

bool applies_to(const DefectInfo& info, std::string_view profile);

}  // namespace redial::agent::reference
