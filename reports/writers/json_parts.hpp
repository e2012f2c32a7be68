// Parts of the model as JSON that several forms share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "reports/model.hpp"

namespace redial::reports {

nlohmann::ordered_json client_json(const control::ClientDescription& client);

// Lists; times count from the result's start.
nlohmann::ordered_json reconnects_json(const ScenarioResult& result);
nlohmann::ordered_json crashes_json(const ScenarioResult& result);

// By each method and delay.
nlohmann::ordered_json calibrations_json(const std::vector<Calibration>& calibrations);

// "calibration", "lag" and "instrument_error_ms", as far as they are known.
nlohmann::ordered_json instrument_json(const std::vector<Calibration>& calibrations, const Inaccuracy& lag);

// All that is said of the run as a whole, without its results.
nlohmann::ordered_json run_json(const Report& report);

}  // namespace redial::reports
