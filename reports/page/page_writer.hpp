// The report as one HTML page that needs nothing else: no network, no other file.
#pragma once

#include <iosfwd>

#include "reports/model.hpp"
#include "reports/page/page_data.hpp"

namespace redial::reports::page {

void write_html(const Report& report, const Beside& beside, std::ostream& out);

}  // namespace redial::reports::page
