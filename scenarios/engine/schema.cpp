// Walks the tables. JSON is written by hand because the engine needs no JSON library for anything else.
#include "scenarios/engine/schema.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>
#include <vector>

#include "scenarios/engine/language.hpp"
#include "scenarios/engine/scalars.hpp"

namespace redial::scenarios {
namespace {

using language::Field;
using language::Object;
using language::Type;

// ---- JSON texts; our words need no escapes but these two ----
std::string text(std::string_view plain) {
  std::string json = "\"";
  for (const char c : plain) {
    if (c == '"' || c == '\\') json += '\\';
    json += c;
  }
  return json + "\"";
}

std::string array(const std::vector<std::string>& items) {
  std::string json;
  for (const std::string& item : items) json += (json.empty() ? "" : ",") + item;
  return "[" + json + "]";
}

template <class Words>
std::string array_of_texts(const Words& words) {
  std::vector<std::string> items;
  for (const auto& word : words) items.push_back(text(word));
  return array(items);
}

using Members = std::vector<std::pair<std::string, std::string>>;
std::string object(const Members& members) {
  std::string json;
  for (const auto& [name, value] : members) json += (json.empty() ? "" : ",") + text(name) + ":" + value;
  return "{" + json + "}";
}

Members either(const std::vector<std::string>& alternatives) { return {{"anyOf", array(alternatives)}}; }

// Line breaks and indentation outside of texts.
std::string indented(std::string_view json) {
  std::string result;
  std::size_t depth = 0;
  bool in_text = false, flat = false;
  const auto new_line = [&] { result += "\n" + std::string(2 * depth, ' '); };
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"' && (i == 0 || json[i - 1] != '\\')) in_text = !in_text;
    const bool closes = !in_text && (c == '}' || c == ']');
    if (closes) --depth;
    if (closes && !std::exchange(flat, false)) new_line();
    result += c;
    if (in_text || closes) continue;
    if (c == '[' && json[json.find_first_of("{[]", i + 1)] == ']') flat = true;  // words only: they stay on one line
    if (c == '{' || c == '[') ++depth;
    if (flat && c == ',')
      result += ' ';
    else if (!flat && (c == '{' || c == '[' || c == ','))
      new_line();
    if (c == ':') result += ' ';
  }
  return result + "\n";
}

// ---- types ----
Members pattern(std::string_view expression) { return {{"type", text("string")}, {"pattern", text(expression)}}; }

Members of_integer(std::int64_t least, std::int64_t most) {
  return {{"type", text("integer")}, {"minimum", std::to_string(least)}, {"maximum", std::to_string(most)}};
}

Members of_duration() {
  std::string names;
  for (const language::Unit& unit : language::units()) names += (names.empty() ? "" : "|") + std::string(unit.name);
  return pattern("^[0-9]+ ?(" + names + ")$");
}

class Schema {
 public:
  std::string whole() {
    const std::string root = object(reference_to(language::scenario(), ""));
    return object({{"$schema", text("http://json-schema.org/draft-07/schema#")},
                   {"title", text("Redial scenario")},
                   {"definitions", object(definitions_)},
                   {"allOf", array({root})}});
  }

 private:
  Members of(const Type& type);
  Members of_value(const Type& type);
  Members of_table(const Type& type);
  Members of_item();
  Members of_choice(std::span<const Object> objects);
  std::string documented(const Field& field);
  Members with_fields(const Object& described);
  Members reference_to(const Object& described, std::string_view prefix);

  Members definitions_;
  std::set<std::string> defined_;
};

// Wherever a single value can stand, a parameter can: "$status", "token-${n}". The parser sees what it stands for.
Members Schema::of(const Type& type) {
  const bool takes_any_text = type.kind == Type::Kind::text || type.kind == Type::Kind::user || type.kind == Type::Kind::value;
  const bool is_single = type.kind <= Type::Kind::value;
  const Members members = of_value(type);
  return is_single && !takes_any_text ? either({object(members), object(pattern("[$]"))}) : members;
}

Members Schema::of_value(const Type& type) {
  const std::string least = std::to_string(type.least), most = std::to_string(type.most);
  switch (type.kind) {
    case Type::Kind::text:
    case Type::Kind::user:
      return {{"type", text("string")}, {"pattern", text("[^ ]")}, {"maxLength", most}};
    case Type::Kind::name:
      return {{"type", text("string")}, {"pattern", text(kNamePattern)}, {"maxLength", most}};
    case Type::Kind::word:
      return {{"enum", array_of_texts(type.words)}};
    case Type::Kind::flag:
      return {{"type", text("boolean")}};
    case Type::Kind::integer:
      return of_integer(type.least, type.most);
    case Type::Kind::duration:
      return of_duration();
    case Type::Kind::connections:
      return either({object(of_integer(type.least, type.most)), object(pattern("^[1-9][0-9]*([.][.]([1-9][0-9]*)?)?$"))});
    case Type::Kind::refusal:
      return pattern("^(connack-[0-9]{1,3}|navigation-40[13])$");
    case Type::Kind::percent:
      return pattern("^[0-9]{1,3} ?%$");
    case Type::Kind::tolerance:
      return pattern("^[0-9]+ ?[a-z%]+( [+] [0-9]+ ?[a-z]+)?$");
    case Type::Kind::value:
      return {{"type", array_of_texts(std::vector<std::string_view>{"string", "number", "boolean"})}};
    case Type::Kind::object:
      return reference_to(*type.object, "");
    case Type::Kind::list:
      return {{"type", text("array")}, {"minItems", least}, {"maxItems", most}, {"items", object(of(type.element.front()))}};
    case Type::Kind::table:
      return of_table(type);
    case Type::Kind::choice:
      return of_choice(type.objects);
    case Type::Kind::item:
      return of_item();
  }
  return {};
}

Members Schema::of_table(const Type& type) {
  const Members names{{"pattern", text(kNamePattern)}, {"maxLength", std::to_string(language::kMaxNameBytes)}};
  return {{"type", text("object")},
          {"minProperties", std::to_string(type.least)},
          {"maxProperties", std::to_string(type.most)},
          {"propertyNames", object(names)},
          {"additionalProperties", object(type.object ? reference_to(*type.object, "") : of(type.element.front()))}};
}

Members Schema::of_item() {
  const Members reference{{"$ref", text("#/definitions/item")}};
  if (!defined_.insert("item").second) return reference;
  std::vector<std::string> forms = {object(reference_to(language::pattern(), ""))};
  for (const Object& group : language::groups()) forms.push_back(object(reference_to(group, "group-")));
  forms.push_back(object({{"type", text("array")}, {"minItems", "1"}, {"items", object(reference)}}));
  definitions_.emplace_back("item", object(either(forms)));
  return reference;
}

bool all_optional_but(const Object& described, std::string_view field) {
  return std::ranges::all_of(described.fields,
                             [&](const Field& f) { return f.need != Field::Need::required || f.name == field; });
}

// A map with one word, or the word alone where it needs nothing.
Members Schema::of_choice(std::span<const Object> objects) {
  Members words;
  std::vector<std::string_view> alone;
  const std::string_view prefix = objects.data() == language::expectations().data() ? "expect-" : "step-";
  for (const Object& described : objects) {
    words.emplace_back(described.name, object(reference_to(described, prefix)));
    if (all_optional_but(described, "")) alone.push_back(described.name);
  }
  const Members map{{"type", text("object")},
                    {"properties", object(words)},
                    {"additionalProperties", "false"},
                    {"minProperties", "1"},
                    {"maxProperties", "1"}};
  return alone.empty() ? map : either({object(map), object({{"enum", array_of_texts(alone)}})});
}

// Whatever stands beside a reference is ignored in draft 7, so a reference cannot be documented where it is made.
std::string Schema::documented(const Field& field) {
  Members members = of(field.type);
  if (members.front().first != "$ref") members.insert(members.begin(), {"description", text(field.doc)});
  return object(members);
}

Members Schema::with_fields(const Object& described) {
  Members properties;
  std::vector<std::string_view> required;
  for (const Field& field : described.fields) {
    properties.emplace_back(field.name, documented(field));
    if (field.need == Field::Need::required) required.push_back(field.name);
  }
  // A parameter can stand for a field's name, too.
  Members members{{"type", text("object")},
                  {"properties", object(properties)},
                  {"patternProperties", object({{"[$]", "true"}})},
                  {"additionalProperties", "false"}};
  if (!required.empty()) members.emplace_back("required", array_of_texts(required));
  return members;
}

Members Schema::reference_to(const Object& described, std::string_view prefix) {
  const std::string name = std::string(prefix) + std::string(described.name);
  if (defined_.insert(name).second) {
    Members schema = with_fields(described);
    const Field* bare = described.bare.empty() ? nullptr : described.find(described.bare);
    if (bare != nullptr && all_optional_but(described, bare->name)) schema = either({object(of(bare->type)), object(schema)});
    schema.insert(schema.begin(), {"description", text(described.doc)});
    definitions_.emplace_back(name, object(schema));
  }
  return {{"$ref", text("#/definitions/" + name)}};
}

}  // namespace

std::string to_json_schema() { return indented(Schema().whole()); }

}  // namespace redial::scenarios
