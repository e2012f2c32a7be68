// Apps that go round: one token refused over and over, each time by a connect of the app's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "doctor/diagnosis/symptoms.hpp"
#include "doctor/reproduction/scenario_parts.hpp"

namespace redial::doctor {

inline constexpr std::size_t kOften = 3;         // refusals in a row that make a loop
inline constexpr std::int32_t kUsualStatus = 4;  // of CONNACK, where a refusal's is not on record

// The refusals of one token in a row, all alike.
struct Loop {
  std::string token;
  Attempt::What stage = Attempt::What::connection;
  std::int32_t status = 0, code = 0;  // the answer's, and what the app is told for it
  std::vector<TimePoint> refused;
};

// The last one of each client that goes round, by its name.
std::map<std::string, Loop> loops(const Symptoms& symptoms);

// That this goes round in the replay too, as an expectation of a scenario.
Node expected(const Loop& loop);

}  // namespace redial::doctor
