// What is left of a scenario when all that does not matter is taken out.
#include "doctor/reproduction/minimise.hpp"

#include <gmock/gmock.h>

#include "scenarios/engine/case_text.hpp"
#include "scenarios/engine/parse.hpp"

namespace redial::doctor {
namespace {

using scenarios::yaml::Node;

constexpr const char* kText = R"(shows: A loop.
sources: [a report]
clients:
  client-1: {user: user-1, app-model: {on: [31004], fetch-token: false, connect-again: {at-most: 40, after: 2 s}}}
  client-2: {user: user-2}
steps:
  - issue-token: {name: token-1, user: user-1, lifetime: 60 s}
  - issue-token: {name: token-2, user: user-2}
  - advance-clock: 61 s
  - connect: {client: client-2, token: token-2}
  - connect: {client: client-1, token: token-1}
  - watch: 8 s
)";

Node tree() {
  const auto parsed = scenarios::parse(kText, "loop.yaml", "loop");
  return *scenarios::tree_of_case(kText, parsed->front());
}

// Stands for a play: the incident shows while all of these words are in the text.
Shows has(std::vector<std::string> words) {
  return [words = std::move(words)](const Node& node) {
    const std::string text = scenarios::to_text(node);
    return std::ranges::all_of(words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
  };
}

TEST(MinimiseTest, OnlyWhatTheIncidentNeedsIsLeft) {
  const std::string text =
      scenarios::to_text(minimise(tree(), has({"client-1:", "issue-token: {name: token-1", "connect: {client: client-1"})));
  EXPECT_EQ(
      text,
      "shows: A loop.\n"
      "sources: [a report]\n"
      "clients:\n"
      "  client-1: {user: user-1, app-model: {on: [31004], fetch-token: false, connect-again: {at-most: 3, after: 125 ms}}}\n"
      "steps:\n"
      "  - issue-token: {name: token-1, user: user-1, lifetime: 60 s}\n"
      "  - connect: {client: client-1, token: token-1}\n");
}

TEST(MinimiseTest, TimeIsTakenOutAsFarAsItShowsTheSame) {
  EXPECT_THAT(scenarios::to_text(minimise(tree(), has({"watch: 4 s"}))), testing::HasSubstr("watch: 4 s"));
}

}  // namespace
}  // namespace redial::doctor
