// YAML text to a plain tree with positions. It knows the data of YAML and none of the scenario language;
// its implementation is the only file that knows yaml-cpp. What YAML has beyond plain data (anchors, aliases, tags, several
// documents, keys that are not text) is refused here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/diagnostic.hpp"

namespace redial::scenarios::yaml {

// No file of ours nests deeper than seven.
inline constexpr int kMaxDepth = 16;
// yaml-cpp's time grows with the square of a line's length.
inline constexpr std::size_t kMaxLineBytes = 2'000;

struct Entry;

struct Node {
  enum class Kind {
    broken,  // refused already; say nothing more about it
    empty,
    boolean,
    integer,
    number,  // with a decimal point or exponent
    text,
    list,
    map,
  };
  Kind kind = Kind::empty;
  Position position;
  std::string text;  // of scalars, as the file has it
  std::vector<Node> items;
  std::vector<Entry> entries;
};

struct Entry {
  std::string key;
  Position key_position;
  Node value;
};

// The tree of the file's one document; nothing if there is none or its syntax is wrong. Whatever is wrong is added to
// `diagnostics`; a tree may come back all the same, with the rest of the file in it.
std::optional<Node> read(const Source& source, Diagnostics& diagnostics);

}  // namespace redial::scenarios::yaml
