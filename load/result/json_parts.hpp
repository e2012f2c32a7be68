// Parts of a bench's JSON that its result (json.hpp) and its page have alike.
#pragma once

#include <nlohmann/json.hpp>

#include "load/result/model.hpp"

namespace redial::load {

using Json = nlohmann::ordered_json;

// What was run, when, where and with what: everything of the result but its seed, its lag and its phases.
Json about_json(const BenchResult& result);

// With who was online when, which follows from it.
Json series_json(const Phase& phase);

// With what follows: per login and per session, where there were any.
Json server_json(const ServerUsage& usage);

}  // namespace redial::load
