// The door of the scenario language: text in, typed scenarios or everything that is wrong with them out. It reads no files and
// runs nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "scenarios/engine/deviation.hpp"
#include "scenarios/engine/diagnostic.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// One scenario for each case and transport of the file, cases in the order of the file; ids as Scenario::id says.
// `file` is what diagnostics call the text; `id` is the template's. Never throws, whatever the text.
Result<std::vector<Scenario>, std::vector<Diagnostic>> parse(std::string_view text, std::string_view file, std::string id);

// The list of known deviations; an empty list is "[]".
Result<std::vector<KnownDeviation>, std::vector<Diagnostic>> parse_deviations(std::string_view text, std::string_view file);

}  // namespace redial::scenarios
