// Holds a YAML tree against the tables of the language and hands on typed values. It checks what a single value can tell:
// fields, types, units, words, limits. Whether the values make sense together is the business of parse_*.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/engine/diagnostic.hpp"
#include "scenarios/engine/language.hpp"
#include "scenarios/engine/scalars.hpp"
#include "scenarios/engine/yaml_tree.hpp"

namespace redial::scenarios {

struct Value;
struct NamedValue;

// An object as the file has it; `whole` is false if anything in it was refused.
struct Record {
  const language::Object* object = nullptr;
  Position position;
  bool whole = true;
  std::vector<NamedValue> fields;

  // The field's value, unless it is absent or nothing of it was right. Precondition: the object has such a field.
  const Value* find(std::string_view field) const;
  template <class T>
  std::optional<T> get(std::string_view field) const;
};

struct Value {
  const language::Type* type = nullptr;
  Position position;
  bool whole = true;
  // Texts of every sort (text, name, user, word) are strings; lists and tables are what they hold. Nothing: it was refused.
  std::variant<std::monostate, std::string, std::int64_t, bool, Duration, ConnectionRange, control::Refusal, Tolerance, Record,
               std::vector<Value>, std::vector<NamedValue>>
      data;
};

struct NamedValue {
  std::string name;
  Position position;  // of the name
  Value value;
};

template <class T>
std::optional<T> Record::get(std::string_view field) const {
  const Value* value = find(field);
  return value == nullptr ? std::nullopt : std::optional<T>(std::get<T>(value->data));
}

// The value, with whatever of it was right; `value.whole` is false if anything was not.
Value check(const yaml::Node& node, const language::Type& type, Diagnostics& diagnostics);
Record check(const yaml::Node& node, const language::Object& object, Diagnostics& diagnostics);

}  // namespace redial::scenarios
