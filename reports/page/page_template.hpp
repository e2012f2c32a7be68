// The built page without a run.
#pragma once

#include <string_view>

namespace redial::reports::page {

std::string_view page_template();

}  // namespace redial::reports::page
