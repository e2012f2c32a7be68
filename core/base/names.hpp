// Enumerators and their names in one table, looked up both ways. For closed lists of a few dozen entries: it searches, it does
// not hash.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace redial {

// One row. A table is a constexpr array of rows, so that whoever lists what is allowed can walk it too.
template <class Enum>
struct Named {
  Enum value;
  std::string_view name;
};

// The name of `value`; empty if the table lacks it.
template <class Enum, std::size_t N>
constexpr std::string_view name_of(const Named<Enum> (&table)[N], Enum value) {
  for (const Named<Enum>& row : table)
    if (row.value == value) return row.name;
  return {};
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> value_of(const Named<Enum> (&table)[N], std::string_view name) {
  for (const Named<Enum>& row : table)
    if (row.name == name) return row.value;
  return std::nullopt;
}

}  // namespace redial
