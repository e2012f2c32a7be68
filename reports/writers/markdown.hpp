// The report as Markdown for a comment on a pull request: what broke, where, and the first failure as a sequence diagram. Long
// lists are cut, so that every report stays below the 65,536 characters that such a comment may have.
#pragma once

#include <iosfwd>

#include "reports/model.hpp"

namespace redial::reports {

void write_markdown(const Report& report, std::ostream& out);

}  // namespace redial::reports
