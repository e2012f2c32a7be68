// A file of the tree as the style rules see it: its lines, and the same lines without comments and the insides of literals.
// It is no C++ parser; what it understands is enough for the rules and nothing more.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace redial::tidy {

struct SourceFile {
  std::string path;                // from the root, "core/wire/token.hpp"
  std::vector<std::string> lines;  // as written
  std::vector<std::string> code;   // C++ only: comments and the insides of literals blanked out, columns kept
};

// A rule broken, ready to be read: "core/wire/x.hpp:12 includes …".
using Findings = std::vector<std::string>;

bool is_cpp(const std::string& path);
SourceFile make_source_file(std::string path, const std::string& text);
std::string read_text(const std::filesystem::path& path);
// All text files under `root`, except what a build, npm or git puts there.
std::vector<SourceFile> read_tree(const std::string& root);

// "path:line", 1-based.
std::string place(const SourceFile& file, std::size_t index);

}  // namespace redial::tidy
