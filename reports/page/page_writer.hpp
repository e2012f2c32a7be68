// The report as one HTML page that needs nothing else: no network, no other file.
#pragma once

#include <iosfwd>
#include <string_view>

#include "reports/model.hpp"
#include "reports/page/page_data.hpp"

namespace redial::reports::page {

void write_html(const Report& report, const Beside& beside, std::ostream& out);

// The page with this data in it: JSON of one of the kinds that reports/viewer/README.md describes.
void write_page(std::string_view data, std::ostream& out);

}  // namespace redial::reports::page
