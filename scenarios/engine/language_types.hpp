// How the tables of the language spell types, and the fields that several objects share. Only the tables include it.
#pragma once

#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/fault/fault_spec.hpp"
#include "scenarios/engine/language.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios::language {

using Kind = Type::Kind;
using enum Field::Need;

inline Type a_text() { return {.kind = Kind::text, .least = 1, .most = kMaxTextBytes}; }
inline Type a_user() { return {.kind = Kind::user, .least = 1, .most = kMaxUserBytes}; }
inline Type a_flag() { return {.kind = Kind::flag}; }
inline Type a_refusal() { return {.kind = Kind::refusal}; }
inline Type a_range_of_connections() { return {.kind = Kind::connections, .least = 1, .most = kMaxCount}; }
inline Type an_integer(std::int64_t least, std::int64_t most) { return {.kind = Kind::integer, .least = least, .most = most}; }
inline Type a_count(std::string_view hint = {}) { return {.kind = Kind::integer, .least = 1, .most = kMaxCount, .hint = hint}; }
inline Type a_code() { return an_integer(std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()); }
inline Type a_duration(Duration least = Duration(1)) {
  return {.kind = Kind::duration, .least = least.count(), .most = kMaxDuration.count()};
}
inline Type a_new(Space space) { return {.kind = Kind::name, .most = kMaxNameBytes, .space = space, .declares = true}; }
inline Type a_known(Space space, std::vector<std::string_view> or_words = {}) {
  return {.kind = Kind::name, .most = kMaxNameBytes, .words = std::move(or_words), .space = space};
}
inline Type an_object(const Object& object) { return {.kind = Kind::object, .object = &object}; }
inline Type a_table(Space space, std::int64_t most, const Object& object) {
  return {.kind = Kind::table, .least = 1, .most = most, .space = space, .declares = true, .object = &object};
}
inline Type a_table_of(Type element, std::int64_t most) {
  return {.kind = Kind::table, .least = 1, .most = most, .element = {std::move(element)}};
}
inline Type a_value(std::int64_t most) { return {.kind = Kind::value, .least = 1, .most = most}; }
inline Type a_percent() { return {.kind = Kind::percent, .least = 0, .most = 100}; }
inline Type a_tolerance() { return {.kind = Kind::tolerance}; }
inline Type an_item() { return {.kind = Kind::item}; }
inline Type a_choice(std::span<const Object> objects) { return {.kind = Kind::choice, .objects = objects}; }
inline Type a_list(Type element, std::int64_t most = kMaxListItems) {
  return {.kind = Kind::list, .least = 1, .most = most, .element = {std::move(element)}};
}

inline Type a_word(std::vector<std::string_view> words) { return {.kind = Kind::word, .words = std::move(words)}; }
template <class Enum, std::size_t N>
inline Type a_word(const Named<Enum> (&table)[N]) {
  std::vector<std::string_view> words;
  for (const Named<Enum>& row : table) words.push_back(row.name);
  return a_word(std::move(words));
}
inline Type an_event() {
  std::vector<std::string_view> words;
  for (const trace::KindInfo& info : trace::all_kinds()) words.push_back(info.name);
  return a_word(std::move(words));
}
inline Type a_status() {
  std::vector<std::string_view> words;
  for (const trace::ConnectionStatus status : trace::all_statuses()) words.push_back(trace::to_name(status));
  return a_word(std::move(words));
}
inline Type a_profile() { return a_word({std::begin(kProfiles), std::end(kProfiles)}); }
inline Type a_fault_kind() {
  std::vector<std::string_view> words;
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds()) words.push_back(info.name);
  return a_word(std::move(words));
}

template <class T>
std::vector<T> operator+(std::vector<T> fields, const std::vector<T>& more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

// ---- fields that several objects share ----
inline Field of_client() { return {"client", a_known(Space::client), unless_single, "the client that does it, or whose it is"}; }
inline Field of_app() { return {"app", a_known(Space::app), optional, "the app it concerns; main by default"}; }
inline Field of_user(std::string doc) { return {"user", a_user(), required, std::move(doc)}; }
inline Field of_id() {
  return {"id", a_new(Space::check), optional, "a name for reports and known deviations; expect-N by default"};
}
inline Field of_profiles() {
  return {"profiles", a_list(a_profile()), optional, "API profiles that it is held for; all of the scenario's by default"};
}
inline Field of_call() {
  return {"call", a_count(), optional, "which connect of the client is meant, from 1; the first by default"};
}

inline std::vector<Field> what_happened() {
  return {{"event", an_event(), required, "what happened"},
          {"client", a_known(Space::client), optional, "the client that it happened to; any by default"},
          {"code", a_code(), optional, "the code it carries"},
          {"status", a_status(), optional, "the connection status it tells"},
          {"final", a_flag(), optional, "true: a status after which only the app can start again, whatever the API calls it"},
          {"user", a_user(), optional, "the user it speaks of"},
          {"name", a_text(), optional, "the API call, server message or command"},
          {"token", a_known(Space::token), optional, "the token that was used"},
          {"via", a_word({"promise", "callback", "listener"}), optional, "the channel by which the app was told"},
          {"contains", a_text(), optional, "part of the event's detail"},
          {"call", a_count(), optional, "the number of the client's API call, from 1"}};
}

}  // namespace redial::scenarios::language
