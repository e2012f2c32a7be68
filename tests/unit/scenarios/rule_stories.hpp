// For each rule of the contract a story that keeps it, one that breaks it, and where it is not obvious one that gives no
// occasion.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios::contract {

struct RuleStories {
  std::string rule;
  Story kept, broken;
  std::optional<Story> silent = {};
};

std::vector<RuleStories> stories_of_connecting();    // results, time limits, duplicates, tokens, navigation
std::vector<RuleStories> stories_of_endings();       // codes, endings, the app's own end
std::vector<RuleStories> stories_of_being_online();  // reconnecting, statuses, messages, the message store

}  // namespace redial::scenarios::contract
