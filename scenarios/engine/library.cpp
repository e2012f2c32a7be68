// A selection becomes files, files become scenarios.
#include "scenarios/engine/library.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "scenarios/engine/parse.hpp"

namespace redial::scenarios {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, fs::path>;  // by template id

// Which of a file's scenarios are meant.
struct Selected {
  fs::path file;
  bool all = false;
  std::set<std::string> ids;  // these, if not all
};
using Selection = std::map<std::string, Selected>;  // by template id

Diagnostic about(const fs::path& file, std::string message) { return {file.string(), {}, std::move(message), "", 0, "", {}}; }

fs::path full_path(const fs::path& path) {
  std::error_code error;
  return fs::absolute(path, error).lexically_normal();
}

std::string without_extension(fs::path path) { return path.replace_extension().generic_string(); }

bool is_below(const fs::path& path, const fs::path& root) {
  const fs::path relative = path.lexically_relative(root);
  return !relative.empty() && *relative.begin() != "..";
}

class Library {
 public:
  explicit Library(const fs::path& root) : root_(full_path(root / "")) {
    std::error_code none;
    if (fs::is_directory(root_, none)) files_ = files_below(root_);
  }

  Selection select(const std::vector<std::string>& selections) {
    if (selections.empty() && files_.empty()) diagnostics.push_back(about(root_, "no scenarios lie below this folder"));
    Selection selected;
    if (selections.empty()) add_all(files_, selected);
    for (const std::string& selection : selections) {
      Files found = named(selection);
      if (found.empty()) found = on_disk(selection);
      add_all(found, selected);
      if (found.empty() && !add_case(selection, selected)) refuse(selection, {});
    }
    return selected;
  }

  // None of the file's scenarios has this id.
  void refuse_case(const std::string& id, const std::vector<Scenario>& of_file) {
    std::vector<std::string> ids;
    for (const Scenario& scenario : of_file) ids.push_back(scenario.id);
    refuse(id, ids);
  }

  std::vector<Diagnostic> diagnostics;

 private:
  std::string id_of(const fs::path& file) const {
    const fs::path full = full_path(file);
    return without_extension(is_below(full, root_) ? full.lexically_relative(root_) : file.lexically_normal());
  }

  Files files_below(const fs::path& folder) {
    Files files;
    std::error_code error;
    std::size_t entries = 0;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error)) {
      if (++entries > kMaxLibraryEntries) {
        diagnostics.push_back(about(
            folder, "more than " + std::to_string(kMaxLibraryEntries) + " files lie below this folder: name a smaller one"));
        break;
      }
      if (it->path().extension() == ".yaml" && it->is_regular_file(error)) files.emplace(id_of(it->path()), it->path());
    }
    if (error) diagnostics.push_back(about(folder, "cannot be read: " + error.message()));
    return files;
  }

  // By id, family or glob over ids.
  Files named(std::string selection) const {
    while (selection.ends_with('/')) selection.pop_back();
    Files found;
    for (const auto& [id, file] : files_) {
      const bool of_family = id.starts_with(selection + "/");
      if (id == selection || of_family || fnmatch(selection.c_str(), id.c_str(), FNM_PATHNAME) == 0) found.emplace(id, file);
    }
    return found;
  }

  Files on_disk(const std::string& selection) {
    std::error_code none;
    const fs::path path(selection);
    if (fs::is_directory(path, none)) return files_below(path);
    if (fs::is_regular_file(path, none)) return {{id_of(path), path}};
    return {};
  }

  static void add_all(const Files& files, Selection& selected) {
    for (const auto& [id, file] : files) selected[id] = {file, true, {}};
  }

  bool add_case(const std::string& selection, Selection& selected) const {
    const auto file = files_.find(std::string(template_of(selection)));
    if (file == files_.end()) return false;
    Selected& of_file = selected[file->first];
    of_file.file = file->second;
    of_file.ids.insert(selection);
    return true;
  }

  void refuse(const std::string& selection, std::vector<std::string> ids) {
    for (const auto& [id, file] : files_) {
      ids.push_back(id);
      const std::string family = id.substr(0, id.find('/'));
      if (std::ranges::find(ids, family) == ids.end()) ids.push_back(family);
    }
    Diagnostic diagnostic = about(selection, "no scenario, folder or file of this name");
    diagnostic.suggestion = nearest(selection, ids);
    diagnostics.push_back(std::move(diagnostic));
  }

  fs::path root_;
  Files files_;
};

// Up to one byte more than the parser takes, which refuses it then; nothing if it cannot be read.
std::optional<std::string> contents(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string text(kMaxScenarioBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return std::nullopt;
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace

Result<std::vector<Scenario>, std::vector<Diagnostic>> load(const fs::path& root, const std::vector<std::string>& selections) {
  Library library(root);
  std::vector<Scenario> scenarios;
  for (const auto& [id, of_file] : library.select(selections)) {
    const Selected& selected = of_file;  // clang 14 captures no structured bindings
    const auto text = contents(selected.file);
    if (!text) {
      library.diagnostics.push_back(about(selected.file, "cannot be read"));
      continue;
    }
    auto parsed = parse(*text, selected.file.string(), id);
    if (!parsed) {
      std::ranges::copy(parsed.error(), std::back_inserter(library.diagnostics));
      continue;
    }
    for (const std::string& wanted : selected.ids) {
      if (std::ranges::find(*parsed, wanted, &Scenario::id) == parsed->end()) library.refuse_case(wanted, *parsed);
    }
    std::ranges::copy_if(*parsed, std::back_inserter(scenarios),
                         [&](const Scenario& each) { return selected.all || selected.ids.contains(each.id); });
  }
  if (!library.diagnostics.empty()) return std::move(library.diagnostics);
  return scenarios;
}

Result<std::vector<KnownDeviation>, std::vector<Diagnostic>> load_deviations(const fs::path& file) {
  std::error_code none;
  if (!fs::exists(file, none)) return std::vector<KnownDeviation>();
  const auto text = contents(file);
  if (!text) return std::vector<Diagnostic>{about(file, "cannot be read")};
  return parse_deviations(*text, file.string());
}

}  // namespace redial::scenarios
