// Who may include what: the one table, and nothing that acts on it.
// The link line cannot enforce it, since Debian keeps the headers of all libraries in one folder.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace redial::tidy {

// A library is known by how its headers begin, or by their names. `threads` and `files` are parts of the standard library
// that only some rooms may use; the rest of it is open to all.
struct Library {
  std::string_view name;
  std::vector<std::string_view> headers;
};
std::span<const Library> all_libraries();

// A room is a folder with what is below it, unless a longer path of the table says otherwise.
struct Room {
  std::string_view path;                      // "core/wire/"
  std::vector<std::string_view> may_include;  // beginnings of paths from the root, besides the room itself
  std::vector<std::string_view> libraries;
  bool anything = false;  // a place that puts the parts together
};
std::span<const Room> all_rooms();

// The few files that may use a library which the rest of their room may not.
struct Exception {
  std::string_view path;  // how the files begin
  std::string_view library;
};
std::span<const Exception> all_exceptions();

}  // namespace redial::tidy
