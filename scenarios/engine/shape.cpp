// One function per kind of type.
#include "scenarios/engine/shape.hpp"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

namespace redial::scenarios {
namespace {

using language::Field;
using language::Object;
using language::Type;
using yaml::Node;

std::string what_it_is(const Node& node) {
  switch (node.kind) {
    case Node::Kind::boolean:
      return in_quotes(node.text) + " is true or false";
    case Node::Kind::integer:
    case Node::Kind::number:
      return in_quotes(node.text) + " is a number";
    case Node::Kind::text:
      return in_quotes(node.text) + " is text";
    case Node::Kind::list:
      return "this is a list";
    case Node::Kind::map:
      return "this is a map";
    default:
      return "nothing stands here";
  }
}

bool is_scalar(const Node& node) { return node.kind != Node::Kind::list && node.kind != Node::Kind::map; }

class Checker {
 public:
  explicit Checker(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  Value value(const Node& node, const Type& type);
  // `position` is where the object is said to stand: at the word or name in front of it, if there is one.
  Record record(const Node& node, const Object& object, Position position);

 private:
  void wrong_type(const Node& node, const Type& type, Value& value);
  void refuse(Value& value, std::string message);
  bool is_written_as(const Node& node, const Type& type) const;

  void read_text(const Node& node, Value& value);
  void read_word(const Node& node, Value& value);
  void read_integer(const Node& node, Value& value);
  void read_duration(const Node& node, Value& value);
  void read_list(const Node& node, Value& value);
  void read_table(const Node& node, Value& value);
  Value table_row(const yaml::Entry& entry, const Type& type);
  void read_choice(const Node& node, Value& value);
  void read_item(const Node& node, Value& value);
  template <class T>
  void read_as(const std::optional<T>& read, const Node& node, Value& value);
  void read_bare(const Node& node, Record& record);
  void read_fields(const Node& node, Record& record);
  void demand_required(Record& record);
  const Object* chosen(std::string_view word, Position at, const Type& type);

  Diagnostics& diagnostics_;
};

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.emplace_back(row.name);
  return names;
}

void Checker::refuse(Value& value, std::string message) {
  diagnostics_.add(value.position, std::move(message));
  value.whole = false;
}

void Checker::wrong_type(const Node& node, const Type& type, Value& value) {
  value.whole = false;
  if (node.kind == Node::Kind::broken) return;
  const bool text_is_meant = type.kind == Type::Kind::text || type.kind == Type::Kind::user;
  const bool needs_quotes = text_is_meant && is_scalar(node) && node.kind != Node::Kind::empty;
  const std::string what = is_written_as(node, type) ? in_quotes(node.text) + " does not fit" : what_it_is(node);
  std::string message = what + ": " + language::describe(type) + " is meant" + (needs_quotes ? ", put it in quotes" : "");
  diagnostics_.add(value.position, std::move(message));
}

// Does YAML see the kind of value that the type wants? Quotes make a number text.
bool Checker::is_written_as(const Node& node, const Type& type) const {
  switch (type.kind) {
    case Type::Kind::flag:
      return node.kind == Node::Kind::boolean;
    case Type::Kind::integer:
      return node.kind == Node::Kind::integer;
    case Type::Kind::connections:
      return node.kind == Node::Kind::integer || node.kind == Node::Kind::text;
    case Type::Kind::list:
      return node.kind == Node::Kind::list;
    case Type::Kind::table:
      return node.kind == Node::Kind::map;
    case Type::Kind::choice:
      return node.kind == Node::Kind::map || node.kind == Node::Kind::text;
    case Type::Kind::value:
      return is_scalar(node) && node.kind != Node::Kind::empty;
    case Type::Kind::object:
    case Type::Kind::item:
      return true;
    default:
      return node.kind == Node::Kind::text;
  }
}

Value Checker::value(const Node& node, const Type& type) {
  Value value{&type, node.position, true, {}};
  if (node.kind == Node::Kind::broken || !is_written_as(node, type)) {
    wrong_type(node, type, value);
    return value;
  }
  switch (type.kind) {
    case Type::Kind::text:
    case Type::Kind::user:
    case Type::Kind::name:
    case Type::Kind::value:
      read_text(node, value);
      break;
    case Type::Kind::word:
      read_word(node, value);
      break;
    case Type::Kind::flag:
      value.data = node.text.starts_with('t') || node.text.starts_with('T');
      break;
    case Type::Kind::integer:
      read_integer(node, value);
      break;
    case Type::Kind::duration:
      read_duration(node, value);
      break;
    case Type::Kind::connections:
      read_as(connections_from(node.text), node, value);
      break;
    case Type::Kind::refusal:
      read_as(refusal_from(node.text), node, value);
      break;
    case Type::Kind::percent:
      read_as(percent_from(node.text), node, value);
      break;
    case Type::Kind::tolerance:
      read_as(tolerance_from(node.text), node, value);
      break;
    case Type::Kind::object: {
      Record read = record(node, *type.object, node.position);
      value.whole = read.whole;
      value.data = std::move(read);
      break;
    }
    case Type::Kind::list:
      read_list(node, value);
      break;
    case Type::Kind::table:
      read_table(node, value);
      break;
    case Type::Kind::choice:
      read_choice(node, value);
      break;
    case Type::Kind::item:
      read_item(node, value);
      break;
  }
  return value;
}

template <class T>
void Checker::read_as(const std::optional<T>& read, const Node& node, Value& value) {
  if (read)
    value.data = *read;
  else
    wrong_type(node, *value.type, value);
}

void Checker::read_text(const Node& node, Value& value) {
  const Type& type = *value.type;
  const auto bytes = static_cast<std::int64_t>(node.text.size());
  if (bytes > type.most) return refuse(value, "too long: " + std::to_string(type.most) + " bytes at most");
  if (type.kind == Type::Kind::name && !is_name(node.text)) return wrong_type(node, type, value);
  const bool blank = node.text.find_first_not_of(' ') == std::string::npos;
  if (blank) return refuse(value, "nothing stands here: " + language::describe(type) + " is meant");
  const bool control = std::ranges::any_of(node.text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (control) return refuse(value, "line breaks and control characters cannot stand in a text");
  value.data = node.text;
}

void Checker::read_word(const Node& node, Value& value) {
  const auto& words = value.type->words;
  if (std::ranges::find(words, node.text) != words.end()) {
    value.data = node.text;
    return;
  }
  diagnostics_.add_unknown(value.position, "unknown word " + in_quotes(node.text), node.text, {words.begin(), words.end()});
  value.whole = false;
}

void Checker::read_integer(const Node& node, Value& value) {
  const auto number = integer_from(node.text);
  if (!number || *number < value.type->least || *number > value.type->most) {
    const std::string hint = value.type->hint.empty() ? "" : "; " + std::string(value.type->hint);
    return refuse(value, in_quotes(node.text) + " is out of range: " + language::describe(*value.type) + " is meant" + hint);
  }
  value.data = *number;
}

void Checker::read_duration(const Node& node, Value& value) {
  const auto duration = duration_from(node.text);
  if (!duration) return wrong_type(node, *value.type, value);
  if (duration->count() < value.type->least) return refuse(value, "too short: this must be more than nothing");
  if (duration->count() > value.type->most) return refuse(value, "too long: " + to_text(language::kMaxDuration) + " at most");
  value.data = *duration;
}

void Checker::read_list(const Node& node, Value& value) {
  const Type& element = value.type->element.front();
  const auto count = static_cast<std::int64_t>(node.items.size());
  if (count == 0 && value.type->least > 0) return refuse(value, "an empty list says nothing: leave it out or fill it");
  if (count < value.type->least) return refuse(value, "too few: " + std::to_string(value.type->least) + " at least");
  if (count > value.type->most) return refuse(value, "too many: " + std::to_string(value.type->most) + " at most");
  std::vector<Value> items;
  for (const Node& item : node.items) {
    if (item.kind == Node::Kind::empty) {  // yaml-cpp places it at whatever follows
      refuse(value, "entry " + std::to_string(&item - node.items.data() + 1) + " of this list is empty");
      continue;
    }
    items.push_back(this->value(item, element));
    value.whole = value.whole && items.back().whole;
  }
  value.data = std::move(items);
}

Value Checker::table_row(const yaml::Entry& entry, const Type& type) {
  if (type.object == nullptr) return value(entry.value, type.element.front());
  Record row = record(entry.value, *type.object, entry.key_position);
  return Value{&type, row.position, row.whole, std::move(row)};
}

void Checker::read_table(const Node& node, Value& value) {
  const auto count = static_cast<std::int64_t>(node.entries.size());
  if (count < value.type->least) return refuse(value, "an empty map says nothing: leave it out or fill it");
  if (count > value.type->most) return refuse(value, "too many: " + std::to_string(value.type->most) + " at most");
  std::vector<NamedValue> rows;
  std::set<std::string_view> seen;
  for (const yaml::Entry& entry : node.entries) {
    const bool named = is_name(entry.key) && entry.key.size() <= static_cast<std::size_t>(language::kMaxNameBytes);
    if (!named) {
      diagnostics_.add(entry.key_position,
                       in_quotes(entry.key) + " does not fit: " + language::describe({.kind = Type::Kind::name}) + " is meant");
    } else if (!seen.insert(entry.key).second) {
      diagnostics_.add(entry.key_position, in_quotes(entry.key) + " stands here twice");
    } else {
      rows.push_back({entry.key, entry.key_position, table_row(entry, *value.type)});
      value.whole = value.whole && rows.back().value.whole;
      continue;
    }
    value.whole = false;
  }
  value.data = std::move(rows);
}

const Object* Checker::chosen(std::string_view word, Position at, const Type& type) {
  const auto object = std::ranges::find(type.objects, word, &Object::name);
  if (object != type.objects.end()) return &*object;
  diagnostics_.add_unknown(at, "unknown word " + in_quotes(word), word, names_of(type.objects));
  return nullptr;
}

// "word: value", or the word alone where everything else may be left out.
void Checker::read_choice(const Node& node, Value& value) {
  const bool alone = node.kind == Node::Kind::text;
  if (!alone && node.entries.size() != 1) {
    const std::string message =
        node.entries.empty() ? "a word is missing here" : "one word for each entry: put a '- ' in front of every other";
    diagnostics_.add(node.entries.empty() ? node.position : node.entries[1].key_position, message, names_of(value.type->objects));
    value.whole = false;
    return;
  }
  const Object* object = alone ? chosen(node.text, node.position, *value.type)
                               : chosen(node.entries[0].key, node.entries[0].key_position, *value.type);
  if (object == nullptr) {
    value.whole = false;
    return;
  }
  Record read{object, node.position, true, {}};
  if (alone)
    demand_required(read);
  else if (node.entries[0].value.kind == Node::Kind::empty) {
    diagnostics_.add(node.position, in_quotes(object->name) + " says nothing", {std::string(object->example)});
    read.whole = false;
  } else {
    read = record(node.entries[0].value, *object, node.position);
  }
  value.whole = read.whole;
  value.data = std::move(read);
}

// A list stands for its items one after the other; a map with a group's word for that group; all else for one event.
void Checker::read_item(const Node& node, Value& value) {
  static const Type items{
      .kind = Type::Kind::list, .least = 1, .most = language::kMaxListItems, .element = {Type{.kind = Type::Kind::item}}};
  if (node.kind == Node::Kind::list) {
    value = this->value(node, items);
    return;
  }
  const auto has = [&](std::string_view word) {
    return std::ranges::find(node.entries, word, &yaml::Entry::key) != node.entries.end();
  };
  const auto group = std::ranges::find_if(language::groups(), has, &Object::name);
  if (group == language::groups().end() && !node.entries.empty() && !has("event")) {
    std::vector<std::string> words = names_of(language::groups());
    words.insert(words.begin(), "event");
    const yaml::Entry& first = node.entries.front();
    diagnostics_.add_unknown(first.key_position, in_quotes(first.key) + " begins no item of a list of events", first.key, words);
    value.whole = false;
    return;
  }
  Record read = record(node, group == language::groups().end() ? language::pattern() : *group, node.position);
  value.whole = read.whole;
  value.data = std::move(read);
}

Record Checker::record(const Node& node, const Object& object, Position position) {
  Record record{&object, position, true, {}};
  if (node.kind == Node::Kind::broken)
    record.whole = false;
  else if (node.kind == Node::Kind::map)
    read_fields(node, record);
  else
    read_bare(node, record);
  return record;
}

void Checker::read_bare(const Node& node, Record& record) {
  const Field* field = record.object->bare.empty() ? nullptr : record.object->find(record.object->bare);
  const bool fits =
      field != nullptr && node.kind != Node::Kind::empty && is_scalar(node) != (field->type.kind == Type::Kind::list);
  if (!fits) {
    diagnostics_.add(node.position, what_it_is(node) + ": " + std::string(record.object->name) + " wants fields",
                     names_of(record.object->fields));
    record.whole = false;
    return;
  }
  Value value = this->value(node, field->type);
  record.whole = value.whole;
  record.fields.push_back({std::string(field->name), node.position, std::move(value)});
  demand_required(record);
}

void Checker::read_fields(const Node& node, Record& record) {
  std::set<std::string_view> seen;
  for (const yaml::Entry& entry : node.entries) {
    const Field* field = record.object->find(entry.key);
    if (field == nullptr) {
      diagnostics_.add_unknown(entry.key_position, std::string(record.object->name) + " has no field " + in_quotes(entry.key),
                               entry.key, names_of(record.object->fields));
    } else if (!seen.insert(field->name).second) {
      diagnostics_.add(entry.key_position, in_quotes(entry.key) + " stands here twice");
    } else if (entry.value.kind == Node::Kind::empty) {
      diagnostics_.add(entry.key_position, in_quotes(entry.key) + " is empty: " + language::describe(field->type) + " is meant");
      record.fields.push_back({entry.key, entry.key_position, Value{&field->type, entry.key_position, false, {}}});
    } else {
      record.fields.push_back({entry.key, entry.key_position, value(entry.value, field->type)});
      record.whole = record.whole && record.fields.back().value.whole;
      continue;
    }
    record.whole = false;
  }
  demand_required(record);
}

// A field that stands there and was refused is not missing.
void Checker::demand_required(Record& record) {
  for (const Field& field : record.object->fields) {
    const bool there = std::ranges::any_of(record.fields, [&](const NamedValue& f) { return f.name == field.name; });
    if (there || field.need != Field::Need::required) continue;
    diagnostics_.add(record.position, std::string(record.object->name) + " needs " + in_quotes(field.name) + ": " + field.doc);
    record.whole = false;
  }
}

}  // namespace

const Value* Record::find(std::string_view field) const {
  assert(object->find(field) != nullptr);
  const auto found = std::ranges::find(fields, field, &NamedValue::name);
  if (found == fields.end() || std::holds_alternative<std::monostate>(found->value.data)) return nullptr;
  return &found->value;
}

Value check(const yaml::Node& node, const language::Type& type, Diagnostics& diagnostics) {
  return Checker(diagnostics).value(node, type);
}

Record check(const yaml::Node& node, const language::Object& object, Diagnostics& diagnostics) {
  return Checker(diagnostics).record(node, object, node.position);
}

}  // namespace redial::scenarios
