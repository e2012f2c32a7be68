// A run that Redial has saved, as cases: each play's own trace, with the server's verdicts in it. Read by reports/stored; nothing
// is judged anew.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "doctor/case/case.hpp"
#include "reports/model.hpp"

namespace redial::doctor {

// Of a run with more plays, those in which everything was granted are left out.
inline constexpr std::size_t kManyPlays = 20;

// Does a text that begins so look like one?
bool is_saved_run(std::string_view start);

// A case for each play, in the order of the run; `source` names the file in texts. `scenario`: only plays of this one, with or
// without what its parameters are, "network/reset" or "network/reset (tls)"; empty: all. How many were left out is a gap of the
// first case. Errors: no plays at all, none of that scenario (names some).
Result<std::vector<Case>> cases_of(reports::Report run, const std::string& source, const std::string& scenario);

}  // namespace redial::doctor
