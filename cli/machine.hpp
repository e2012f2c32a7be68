// What a report says of the machine it was made on.
#pragma once

#include "reports/model.hpp"

namespace redial::cli {

reports::Machine this_machine();

}  // namespace redial::cli
