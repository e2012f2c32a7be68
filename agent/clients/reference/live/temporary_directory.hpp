// A directory of our own under the system's temporary one, readable by this user alone, removed with everything in it.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace redial::agent::reference {

class TemporaryDirectory {
 public:
  // Where none can be made, path() is empty and whatever is to be put there fails.
  explicit TemporaryDirectory(const std::string& prefix) {
    std::error_code none;
    std::string name = std::filesystem::temp_directory_path(none) / (prefix + "-XXXXXX");
    if (mkdtemp(name.data())) path_ = name;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace redial::agent::reference
