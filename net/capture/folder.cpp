// Names are given out under a lock; files belong to one connection each.
#include "net/capture/folder.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/file_name.hpp"

namespace redial::net::capture {
namespace {

namespace fs = std::filesystem;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Makes what is missing of the path; what is made is for its owner alone.
int make_folders(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return 0;
  if (path.has_parent_path() && path.parent_path() != path) {
    if (const int error = make_folders(path.parent_path()); error != 0) return error;
  }
  return ::mkdir(path.c_str(), 0700) == 0 ? 0 : errno;
}

Error cannot_write(const std::string& path, int error) {
  return {std::string("captures cannot be written: ") + std::strerror(error), path, "check the folder, and the space left"};
}

}  // namespace

Folder::Folder(Options options) : options_(std::move(options)), keys_(fs::path(options_.path) / kKeyLogName, open_files_) {}

Result<std::shared_ptr<Folder>> Folder::make(Options options) {
  if (const int error = make_folders(options.path); error != 0) return cannot_write(options.path, error);
  std::shared_ptr<Folder> folder(new Folder(std::move(options)));
  const int error = folder->keys_.append({});
  if (error == EEXIST)
    return Error{"has captures of another run in it", folder->options_.path, "name another folder, or remove this one"};
  if (error != 0) return cannot_write(folder->keys_.path(), error);
  return folder;
}

std::string Folder::add(std::string_view name) {
  const std::string wanted = file_name(name);
  std::string given = wanted;
  {
    const std::lock_guard lock(mutex_);
    for (int count = 2; !names_.insert(given).second; ++count) given = wanted + "." + std::to_string(count);
  }
  const fs::path path = fs::path(options_.path) / given;
  if (const int error = make_folders(path); error != 0) tell(path, error);
  return path;
}

std::function<void(std::span<const std::uint8_t>)> Folder::create(const std::string& folder, std::string_view name) {
  const auto file = std::make_shared<AppendedFile>(fs::path(folder) / (file_name(name) + ".pcapng"), open_files_);
  return [file, self = shared_from_this()](std::span<const std::uint8_t> block) {
    if (const int error = file->append(block); error != 0) self->tell(file->path(), error);
  };
}

void Folder::log_key(std::string_view line) {
  int error = 0;
  {
    const std::lock_guard lock(mutex_);
    error = keys_.append(bytes_of(std::string(line) + "\n"));
  }
  if (error != 0) tell(keys_.path(), error);
}

void Folder::tell(const std::string& path, int error) {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(is_told_, true)) return;
  }
  if (options_.on_trouble) options_.on_trouble(cannot_write(path, error));
}

}  // namespace redial::net::capture
