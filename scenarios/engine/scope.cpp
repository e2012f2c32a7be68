// Walks records by the types of their fields, so that no reader checks names by hand.
#include "scenarios/engine/scope.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace redial::scenarios {
namespace {

using language::Field;
using language::Space;
using language::Type;

std::string noun(Space space) { return std::string(name_of(language::kSpaceNames, space)); }

}  // namespace

bool Scope::refer(const Value& value, const std::string& name) {
  const Space space = value.type->space;
  const auto& words = value.type->words;
  if (names_[space].contains(name) || lost_.contains(space) || std::ranges::find(words, name) != words.end()) return true;
  std::vector<std::string> allowed(names_[space].begin(), names_[space].end());
  allowed.insert(allowed.end(), words.begin(), words.end());
  const std::string_view when = space == Space::token || space == Space::fault ? " so far" : "";
  diagnostics_.add_unknown(value.position, "there is no " + noun(space) + " " + in_quotes(name) + std::string(when), name,
                           allowed);
  return false;
}

bool Scope::introduce(const Value& value, const std::string& name) {
  const Space space = value.type->space;
  if (names_[space].insert(name).second) return true;
  diagnostics_.add(value.position, "there is a " + noun(space) + " " + in_quotes(name) + " already");
  return false;
}

bool Scope::resolve(const Value& value) {
  bool right = true;
  if (const auto* name = std::get_if<std::string>(&value.data); name && value.type->kind == Type::Kind::name) {
    right = value.type->declares ? introduce(value, *name) : refer(value, *name);
  } else if (std::holds_alternative<std::monostate>(value.data) && value.type->declares) {
    lose(value.type->space);
  } else if (const auto* record = std::get_if<Record>(&value.data)) {
    right = resolve(*record);
  } else if (const auto* items = std::get_if<std::vector<Value>>(&value.data)) {
    for (const Value& item : *items) right = resolve(item) && right;
  }
  return right;
}

bool Scope::resolve(const Record& record) {
  bool right = true;
  for (const NamedValue& field : record.fields) right = resolve(field.value) && right;
  if (record.fields.empty() && !record.whole) return false;  // nothing of it could be read
  for (const Field& field : record.object->fields) {
    const bool there = std::ranges::any_of(record.fields, [&](const NamedValue& f) { return f.name == field.name; });
    if (field.need != Field::Need::unless_single || there || names_[Space::client].size() == 1) continue;
    const auto& clients = names_[Space::client];
    diagnostics_.add(record.position, std::string(record.object->name) + " needs 'client', because there are several",
                     {clients.begin(), clients.end()});
    right = false;
  }
  return right;
}

std::string Scope::client_of(const Record& record) const {
  if (const auto named = record.get<std::string>("client")) return *named;
  const auto clients = names_.find(Space::client);
  return clients != names_.end() && clients->second.size() == 1 ? *clients->second.begin() : std::string();
}

}  // namespace redial::scenarios
