// The parts of the parser that turn checked records into the model: one file for patterns, steps and expectations each.
// They find what single values cannot tell: faults with the wrong parameters, calls that are never made, waits that cannot end.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scenarios/engine/model.hpp"
#include "scenarios/engine/scope.hpp"

namespace redial::scenarios {

// What the steps read so far do with one client.
struct ClientUse {
  bool created = false;
  bool initialised = true;
  bool destroyed = false;
  bool used = false;
  std::uint32_t calls = 0;  // of its API
  std::uint32_t connects = 0;
  std::uint32_t renewals = 0;  // tokens that its app model may fetch
};
using ClientUses = std::map<std::string, ClientUse>;

// The texts of a list; none if the field is absent. What is no text has been told already.
std::vector<std::string> texts(const Record& record, std::string_view field);

// The pattern in a record that has a pattern's fields, perhaps among others. `uses` tells which call numbers can exist.
Pattern read_pattern(const Record& record, Scope& scope, const ClientUses& uses);

// The items of a list of them. They are refused if they nest too deeply, or offer more ways than a matcher follows.
std::vector<Item> read_items(const Value& list, Scope& scope, const ClientUses& uses);

// `list` is the value of `steps`. Steps that are refused are left out; no wait may be longer than `longest_run`.
std::vector<Step> read_steps(const Value& list, Scope& scope, ClientUses& uses, Duration longest_run);

// `list` is the value of `expect`; `uses` is what the steps did.
std::vector<Expectation> read_expectations(const Value& list, Scope& scope, const ClientUses& uses);

}  // namespace redial::scenarios
