// The published schema is the one made from the language, takes what the parser takes, and refuses what one value shows to be
// wrong.
#include "scenarios/engine/schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "scenarios/engine/language.hpp"
#include "scenarios/engine/scalars.hpp"
#include "scenarios/engine/yaml_tree.hpp"
#include "tests/unit/scenarios/parsed.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::scenarios {
namespace {

using nlohmann::json;

// As an editor sees the file.
json to_json(const yaml::Node& node) {
  using Kind = yaml::Node::Kind;
  json made;
  switch (node.kind) {
    case Kind::broken:
    case Kind::empty:
      break;
    case Kind::boolean:
      made = node.text == "true";
      break;
    case Kind::integer:
      made = integer_from(node.text).value_or(0);
      break;
    case Kind::number:
      made = std::stod(node.text);
      break;
    case Kind::text:
      made = node.text;
      break;
    case Kind::list:
      made = json::array();
      for (const yaml::Node& item : node.items) made.push_back(to_json(item));
      break;
    case Kind::map:
      made = json::object();
      for (const yaml::Entry& entry : node.entries) made[entry.key] = to_json(entry.value);
      break;
  }
  return made;
}

bool fits_schema(const std::string& text) {
  const json published = json::parse(to_json_schema());
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(published), schema);
  const Source source(text, "test.yaml");
  Diagnostics diagnostics(source);
  const auto root = yaml::read(source, diagnostics);
  const json document = root ? to_json(*root) : json();
  return valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

TEST(Schema, IsPublishedAsItIs) {
  const std::string schema = to_json_schema();
  EXPECT_TRUE(updated("docs/scenario.schema.json", schema) == schema) << "if the change is meant: REDIAL_UPDATE_GOLDEN=1";
}

TEST(Schema, TakesEveryExampleOfTheLanguage) {
  for (const language::Object& step : language::steps()) {
    EXPECT_TRUE(fits_schema(with_head("steps:\n  - " + std::string(step.example) + "\n"))) << step.example;
  }
  for (const language::Object& expectation : language::expectations()) {
    EXPECT_TRUE(fits_schema(with_head("steps: [disconnect]\nexpect:\n  - " + std::string(expectation.example) + "\n")))
        << expectation.example;
  }
}

TEST(Schema, TakesEveryPartOfAScenario) {
  EXPECT_TRUE(fits_schema(
      "shows: It shows this.\nsources: [one]\ntags: [token]\nprofiles: [web, uniapp]\ntransports: [plain, tls]\n"
      "apps: {main: {policy: {expired: connack-10, delivery: notify}}, other: {}}\n"
      "clients: {alice: {user: alice, app: other, app-key: unknown, callback: false, listens: true, created: false}}\n"
      "steps: [disconnect, watch: 250 ms, {watch: {for: 2 min}}, {fault: {kind: refuse, connections: 2..3, plane: all}}]\n"
      "expect: [code: 0, {never: {event: dial, after: result, id: quiet}}]\n"));
}

TEST(Schema, RefusesWhatOneValueShowsToBeWrong) {
  for (const char* rest :
       {"steps: [disconnct]", "steps: [connect]", "steps: [connect: {token: good, timout: 5 s}]", "steps: []",
        "steps: [watch: 5]", "steps: [watch: 5 sec]", "steps: [await: {event: reslt, within: 5 s}]",
        "steps: [await: {event: result}]", "steps: [fault: explode]", "steps: [fault: {kind: refuse, connections: 0}]",
        "steps: [disconnect]\ntags: [31004]", "steps: [disconnect]\ntransports: [tcp]", "steps: [disconnect]\napps: {Main: {}}",
        "steps: [disconnect]\nextra: 1", "steps: [disconnect]\napps: {main: {policy: {expired: 31004}}}",
        "steps: [{disconnect: alice, watch: 5 s}]", "steps: [disconnect]\nexpect: [code: \"0\"]",
        "steps: [disconnect]\nexpect: [exactly: {times: 0, event: dial}]"}) {
    EXPECT_FALSE(fits_schema(with_head(std::string(rest) + "\n"))) << rest;
    EXPECT_NE(messages(with_head(std::string(rest) + "\n")), "accepted") << rest;
  }
}

TEST(Schema, DemandsWhatTheParserDemands) {
  EXPECT_FALSE(fits_schema("sources: [one]\nclients: {a: {user: a}}\nsteps: [disconnect]\n"));
  EXPECT_FALSE(fits_schema("shows: It.\nclients: {a: {user: a}}\nsteps: [disconnect]\n"));
  EXPECT_FALSE(fits_schema("shows: It.\nsources: [one]\nsteps: [disconnect]\n"));
  EXPECT_FALSE(fits_schema("shows: It.\nsources: [one]\nclients: {a: {user: a}}\n"));
  EXPECT_FALSE(fits_schema("shows: It.\nsources: [one]\nclients: {a: {}}\nsteps: [disconnect]\n"));
}

// The language and nothing else: a word with a letter more is refused wherever a word can stand.
TEST(Schema, KnowsEveryWordAndNoOther) {
  const json schema = json::parse(to_json_schema());
  const auto& definitions = schema.at("definitions");
  for (const auto& [prefix, objects] : {std::pair("step-", language::steps()), std::pair("expect-", language::expectations())}) {
    for (const language::Object& described : objects) {
      const json& definition = definitions.at(prefix + std::string(described.name));
      const json& with_fields = definition.contains("anyOf") ? definition.at("anyOf").back() : definition;
      EXPECT_EQ(with_fields.at("properties").size(), described.fields.size()) << described.name;
      EXPECT_EQ(with_fields.at("additionalProperties"), false);
      for (const language::Field& field : described.fields)
        EXPECT_TRUE(with_fields.at("properties").contains(std::string(field.name)));
    }
  }
  EXPECT_EQ(definitions.size(), language::steps().size() + language::expectations().size() + language::groups().size() +
                                    language::parts().size() + 2);
}

}  // namespace
}  // namespace redial::scenarios
