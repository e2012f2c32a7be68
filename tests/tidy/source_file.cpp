// Reading the tree, and blanking out what is not code.
#include "tests/tidy/source_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>

namespace redial::tidy {
namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::path& folder) {
  static constexpr std::array kNames = {".git", ".cache", "build", "out", "node_modules"};
  return std::ranges::find(kNames, folder.filename()) != kNames.end();
}

// Walks over C++ text and says of each character whether it is code.
class Blanker {
 public:
  std::string blank(const std::string& text) {
    std::string code = text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!is_code(text, i) && text[i] != '\n') code[i] = ' ';
    }
    return code;
  }

 private:
  enum class Inside { code, line_comment, block_comment, literal, raw_literal };

  bool is_code(const std::string& text, std::size_t i) {
    if (i < resume_) return false;
    switch (inside_) {
      case Inside::code:
        return enter(text, i);
      case Inside::line_comment:
        if (text[i] == '\n') inside_ = Inside::code;
        return false;
      case Inside::block_comment:
        if (text.compare(i, 2, "*/") == 0) leave(i + 2);
        return false;
      case Inside::literal:
        if (text[i] == '\\') resume_ = i + 2;
        if (text[i] == quote_ || text[i] == '\n') leave(i);
        return text[i] == quote_;
      case Inside::raw_literal:
        if (text.compare(i, raw_end_.size(), raw_end_) == 0) leave(i + raw_end_.size());
        return false;
    }
    return true;
  }

  bool enter(const std::string& text, std::size_t i) {
    const bool after_word = i > 0 && (std::isalnum(static_cast<unsigned char>(text[i - 1])) != 0);
    if (text.compare(i, 2, "//") == 0) inside_ = Inside::line_comment;
    if (text.compare(i, 2, "/*") == 0) inside_ = Inside::block_comment;
    if (text.compare(i, 2, "R\"") == 0 && !after_word) {
      inside_ = Inside::raw_literal;
      raw_end_ = ")" + text.substr(i + 2, text.find('(', i) - i - 2) + "\"";
    }
    const bool digit_separator = text[i] == '\'' && after_word;
    if (text[i] == '"' || (text[i] == '\'' && !digit_separator)) {
      inside_ = Inside::literal;
      quote_ = text[i];
      return true;
    }
    return inside_ == Inside::code;
  }

  void leave(std::size_t resume) {
    inside_ = Inside::code;
    resume_ = resume;
  }

  Inside inside_ = Inside::code;
  char quote_ = '"';
  std::string raw_end_;
  std::size_t resume_ = 0;  // characters before it are not code
};

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

bool is_cpp(const std::string& path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

SourceFile make_source_file(std::string path, const std::string& text) {
  auto code = is_cpp(path) ? split_lines(Blanker().blank(text)) : std::vector<std::string>();
  return {std::move(path), split_lines(text), std::move(code)};
}

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<SourceFile> read_tree(const std::string& root) {
  std::vector<SourceFile> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
    if (entry->is_directory() && is_left_out(entry->path())) entry.disable_recursion_pending();
    if (!entry->is_regular_file()) continue;
    const std::string text = read_text(entry->path());
    const bool binary = text.find('\0') != std::string::npos;
    if (!binary) files.push_back(make_source_file(fs::relative(entry->path(), root).generic_string(), text));
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::string place(const SourceFile& file, std::size_t index) { return file.path + ":" + std::to_string(index + 1); }

}  // namespace redial::tidy
