// Short ways to parse in tests: a whole file, or steps and expectations in an otherwise ordinary one.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scenarios/engine/parse.hpp"

namespace redial::scenarios {

inline std::string with_head(const std::string& rest) {
  return "shows: A behaviour.\nsources: [a document]\nclients: {alice: {user: alice-1}}\n" + rest;
}

// `steps` and `expect` as indented lines, "  - watch: 2 s\n". A token `good` of alice is there already, and one connect.
inline std::string ordinary(const std::string& steps, const std::string& expect = "") {
  return with_head("steps:\n  - issue-token: {name: good, user: alice-1}\n  - connect: {token: good}\n" + steps +
                   (expect.empty() ? "" : "expect:\n" + expect));
}

// All scenarios of the text; what is wrong with it fails the test.
inline std::vector<Scenario> parsed_all(const std::string& text) {
  const auto scenarios = parse(text, "test.yaml", "family/test");
  if (!scenarios) {
    ADD_FAILURE() << to_text(scenarios.error());
    return {Scenario()};
  }
  return *scenarios;
}
inline Scenario parsed(const std::string& text) { return parsed_all(text).front(); }

// The last step's action, the last expectation's condition.
template <class T>
T last_action(const std::string& step) {
  const Scenario scenario = parsed(ordinary("  - " + step + "\n"));
  const T* action = scenario.steps.empty() ? nullptr : std::get_if<T>(&scenario.steps.back().action);
  if (action == nullptr) ADD_FAILURE() << "no such step in: " << step;
  return action == nullptr ? T{} : *action;
}
template <class T>
T last_condition(const std::string& expectation) {
  const Scenario scenario = parsed(ordinary("  - watch: 1 s\n", "  - " + expectation + "\n"));
  const T* condition = scenario.expectations.empty() ? nullptr : std::get_if<T>(&scenario.expectations.back().condition);
  if (condition == nullptr) ADD_FAILURE() << "no such expectation in: " << expectation;
  return condition == nullptr ? T{} : *condition;
}
template <class T>
T last_command(const std::string& step) {
  const auto action = last_action<ServerStep>(step);
  const T* command = std::get_if<T>(&action.command);
  if (command == nullptr) ADD_FAILURE() << "no such command in: " << step;
  return command == nullptr ? T{} : *command;
}

// The messages of all diagnostics, one a line.
inline std::string messages(const std::string& text) {
  const auto scenarios = parse(text, "test.yaml", "family/test");
  if (scenarios) return "accepted";
  std::string all;
  for (const Diagnostic& diagnostic : scenarios.error()) all += (all.empty() ? "" : "\n") + diagnostic.message;
  return all;
}

}  // namespace redial::scenarios
