// Room of the file, room or library of the header, and whether the table knows the pair.
#include "tests/tidy/include_rule.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "tests/tidy/include_table.hpp"

namespace redial::tidy {
namespace {

const Room* room_of(std::string_view path) {
  const Room* best = nullptr;
  for (const Room& room : all_rooms()) {
    if (path.starts_with(room.path) && (best == nullptr || best->path.size() < room.path.size())) best = &room;
  }
  return best;
}

const Library* library_of(std::string_view header) {
  for (const Library& library : all_libraries()) {
    for (std::string_view known : library.headers) {
      if (known.ends_with('/') ? header.starts_with(known) : header == known) return &library;
    }
  }
  return nullptr;
}

bool is_standard(std::string_view header) { return header.find_first_of("./") == std::string_view::npos; }

std::string_view name(const Room& room) {
  return room.path.ends_with('/') ? room.path.substr(0, room.path.size() - 1) : room.path;
}

struct Include {
  std::string header;
  bool quoted = false;
};

std::optional<Include> parse_include(const std::string& code, const std::string& line) {
  if (!code.starts_with("#include")) return std::nullopt;
  const auto open = line.find_first_of("<\"");
  if (open == std::string::npos) return std::nullopt;
  const auto close = line.find_first_of(">\"", open + 1);
  return Include{line.substr(open + 1, close - open - 1), line[open] == '"'};
}

bool may_use(const std::string& path, const Room& room, const Library& library) {
  return room.anything || std::ranges::find(room.libraries, library.name) != room.libraries.end() ||
         std::ranges::any_of(all_exceptions(), [&](const Exception& exception) {
           return path.starts_with(exception.path) && exception.library == library.name;
         });
}

// Why the file at `path` may not include it; nothing when it may.
std::optional<std::string> objection(const std::string& path, const Room& room, const Include& include) {
  const auto may_not = [&](std::string_view what) { return std::string(name(room)) + " may not include " + std::string(what); };
  if (const Library* library = library_of(include.header)) {
    if (may_use(path, room, *library)) return std::nullopt;
    return may_not(library->name);
  }
  if (!include.quoted) {
    if (is_standard(include.header) || room.anything) return std::nullopt;
    return "no library of the table has this header";
  }
  const Room* target = room_of(include.header);
  if (target == nullptr) return "headers of ours are included by their path from the root";
  const bool allowed =
      std::ranges::any_of(room.may_include, [&](auto beginning) { return include.header.starts_with(beginning); });
  if (room.anything || allowed || target == &room) return std::nullopt;
  return may_not(name(*target));
}

}  // namespace

Findings check_includes(const SourceFile& file) {
  const Room* room = room_of(file.path);
  if (room == nullptr) return {file.path + " stands in no room of the include table"};
  Findings findings;
  for (std::size_t i = 0; i < file.code.size(); ++i) {
    const auto include = parse_include(file.code[i], file.lines[i]);
    if (!include) continue;
    if (const auto why = objection(file.path, *room, *include)) {
      findings.push_back(place(file, i) + " includes " + include->header + ": " + *why);
    }
  }
  return findings;
}

}  // namespace redial::tidy
