// The folder of a run's captures: a folder for each app, a file for each connection, and the TLS key log. All is for its owner
// alone, since the captures show tokens. What it cannot write it tells once, and the run goes on without.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/time/time.hpp"
#include "net/capture/appended_file.hpp"
#include "net/capture/pcapng.hpp"

namespace redial::net::capture {

inline constexpr std::string_view kKeyLogName = "tls-keys.log";

// Files that stay open between two writes, of all connections. More can be captured at a time: theirs are opened and closed for
// each packet.
inline constexpr int kMaxOpenFiles = 256;

// Any thread; outlives what is made with it.
class Folder : public std::enable_shared_from_this<Folder> {
 public:
  struct Options {
    std::string path;
    std::string application;  // "redial 0.1.0", for readers of the files
    UnixMillis unix_epoch{};  // Unix time at TimePoint{}
    // The first failure to write, on the thread it happens to, at most once. Later failures are of files that are as short.
    std::function<void(const Error&)> on_trouble;
  };
  // Makes the folder. Errors: it cannot be written, or has captures in it.
  static Result<std::shared_ptr<Folder>> make(Options options);

  const std::string& application() const { return options_.application; }
  UnixTime unix_time(TimePoint at) const { return options_.unix_epoch + at.time_since_epoch(); }

  // A folder in it of that name, or, if there is one, with ".2", ".3", … behind. Gives back its path.
  std::string add(std::string_view name);
  // A file to which blocks are appended, in a folder that `add` gave back. Keeps this folder alive. One thread at a time.
  std::function<void(std::span<const std::uint8_t> block)> create(const std::string& folder, std::string_view name);
  void log_key(std::string_view line);

 private:
  explicit Folder(Options options);
  void tell(const std::string& path, int error);

  Options options_;
  std::mutex mutex_;
  std::shared_ptr<OpenFiles> open_files_ = std::make_shared<OpenFiles>(kMaxOpenFiles);
  AppendedFile keys_;
  std::set<std::string> names_;  // given out
  bool is_told_ = false;
};

}  // namespace redial::net::capture
