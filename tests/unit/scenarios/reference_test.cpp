// The reference in docs/SCENARIOS.md is made from the tables of the language, so that it cannot fall behind them.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "core/fault/fault_spec.hpp"
#include "scenarios/engine/language.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::scenarios {
namespace {

using language::Field;
using language::Object;
using language::Type;

const std::string kBegins = "<!-- The rest is made from the tables of the language; do not edit it here. -->\n";

std::string code(std::string_view word) { return "`" + std::string(word) + "`"; }

bool is_event(const Type& type) { return !type.words.empty() && type.words.front() == trace::all_kinds().front().name; }

std::string takes(const Type& type) {
  if (type.kind == Type::Kind::duration) return "a duration";
  if (type.kind == Type::Kind::name && type.declares) return "a name";
  if (is_event(type)) return "an [event](#events)";
  if (type.words.size() > 12) return "a word, see below";
  if (type.object == &language::pattern()) return "a [pattern](#patterns)";
  if (type.kind == Type::Kind::item) return "a pattern or a [group](#groups)";
  if (type.kind == Type::Kind::table && type.object == nullptr) return "a map of names, see [cases](#one-template-many-cases)";
  if (type.kind == Type::Kind::list && type.element.front().kind == Type::Kind::item)
    return "a list of patterns and [groups](#groups)";
  if (type.kind == Type::Kind::list && type.element.front().kind == Type::Kind::table) return "a list of maps";
  if (type.kind == Type::Kind::object || type.kind == Type::Kind::table)
    return language::describe(type) + ", see " + code(type.object->name);
  if (type.kind == Type::Kind::list && type.element.front().kind == Type::Kind::object) return "a list of [patterns](#patterns)";
  if (type.kind == Type::Kind::list && type.element.front().kind == Type::Kind::choice)
    return type.element.front().objects.data() == language::calls().data() ? "a list of calls, as steps" : "a list, see below";
  if (type.kind == Type::Kind::choice) return "a call, as a step";
  if (type.kind == Type::Kind::list && is_event(type.element.front())) return "a list of [events](#events)";
  if (type.kind == Type::Kind::list) return "a list, each " + language::describe(type.element.front());
  return language::describe(type);
}

std::string need(const Field& field) {
  switch (field.need) {
    case Field::Need::required:
      return "yes";
    case Field::Need::unless_single:
      return "if several";
    case Field::Need::optional:
      break;
  }
  return "";
}

std::string row(const Field& field) {
  return "| " + code(field.name) + " | " + takes(field.type) + " | " + need(field) + " | " + field.doc + " |\n";
}

const std::string kHead = "| field | takes | needed | meaning |\n|---|---|---|---|\n";

std::string section(const Object& object) {
  std::string text = "### " + code(object.name) + "\n\n" + std::string(object.doc) + "\n\n" + kHead;
  for (const Field& field : object.fields) text += row(field);
  return text + "\n";
}

// Steps and expectations that take a pattern's fields say so in one line.
std::string word_section(const Object& object) {
  const bool has_pattern = object.find("event") != nullptr;
  std::string text = "#### " + code(object.name) + "\n\n" + std::string(object.doc);
  if (has_pattern) text += " Takes the fields of a [pattern](#patterns), and:";
  text += "\n\n```yaml\n- " + std::string(object.example) + "\n```\n\n" + kHead;
  for (const Field& field : object.fields) {
    if (!has_pattern || language::pattern().find(field.name) == nullptr) text += row(field);
  }
  return text + "\n";
}

std::string events() {
  std::string text = "### Events\n\n| event | seen by | meaning | fields |\n|---|---|---|---|\n";
  for (const trace::KindInfo& info : trace::all_kinds()) {
    std::string fields;
    for (const std::string_view field : language::pattern_fields(info.kind)) fields += (fields.empty() ? "" : ", ") + code(field);
    text += "| " + code(info.name) + " | " + std::string(trace::to_name(info.lane)) + " | " + std::string(info.meaning) + " | " +
            fields + " |\n";
  }
  return text + "\n";
}

std::string parameters(const fault::FaultKindInfo& info, bool required) {
  std::string names;
  for (const fault::FaultParameter& parameter : fault::all_fault_parameters())
    if (parameter.required == required && parameter.taken_by(info)) names += (names.empty() ? "" : ", ") + code(parameter.name);
  return names;
}

std::string faults() {
  std::string text = "### Faults\n";
  std::optional<fault::Family> family;
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds()) {
    if (family != info.family)
      text += "\n#### " + std::string(to_title(info.family)) +
              "\n\n| kind | what happens | what causes it in production | needs | may take |\n|---|---|---|---|---|\n";
    family = info.family;
    text += "| " + code(info.name) + " | " + std::string(info.meaning) + " | " + std::string(info.cause) + " | " +
            parameters(info, true) + " | " + parameters(info, false) + " |\n";
  }
  return text + "\n";
}

std::string reference() {
  std::string text = kBegins + "\n## Reference\n\n";
  for (const Object* object : language::parts()) text += section(*object);
  text += "### Patterns\n\n" + std::string(language::pattern().doc) + "\n\n" + kHead;
  for (const Field& field : language::pattern().fields) text += row(field);
  text += "\n### Groups\n\nWhere a list of events takes groups, an entry is a pattern, one of these, or a list of entries.\n\n";
  for (const Object& group : language::groups()) text += "#" + section(group);
  text += "### Steps\n\n";
  for (const Object& step : language::steps()) text += word_section(step);
  text += "### Expectations\n\n";
  for (const Object& expectation : language::expectations()) text += word_section(expectation);
  return text + events() + faults();
}

TEST(Reference, IsWhatTheTablesOfTheLanguageSay) {
  const std::string page = published("docs/SCENARIOS.md");
  const std::size_t begins = page.find(kBegins);
  ASSERT_NE(begins, std::string::npos);
  const std::string wanted = page.substr(0, begins) + reference();
  EXPECT_TRUE(updated("docs/SCENARIOS.md", wanted) == wanted) << "if the change is meant: REDIAL_UPDATE_GOLDEN=1";
}

}  // namespace
}  // namespace redial::scenarios
