// The built page, as it is served.
#pragma once

#include <string_view>

namespace redial::mock_server::workbench {

std::string_view page();

}  // namespace redial::mock_server::workbench
