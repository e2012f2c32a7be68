// A bench's result in which every member of the model has something in it.
#pragma once

#include "load/result/model.hpp"

namespace redial::load {

// One storm as an agent with these users would tell it. Each user needs another time, so halves differ.
Phase sample_storm(std::uint64_t first_user, std::uint64_t users);

BenchResult sample_result();

}  // namespace redial::load
