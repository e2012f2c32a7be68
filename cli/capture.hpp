// The option --capture: the folder that the connections of a run's own mock server are captured in.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "net/capture/folder.hpp"

namespace redial::cli {

// --capture DIR. `path` must outlive the command; it stays empty without the option.
void add_capture_option(CLI::App& command, std::string& path);

// The captures of one run, complete when its servers are gone.
struct CaptureOutcome {
  std::shared_ptr<net::capture::Folder> folder;             // null: nothing is captured
  std::shared_ptr<std::optional<Error>> trouble = nullptr;  // the first thing that could not be written; looked at afterwards
};
// Nothing where `path` is empty. Errors: as net::capture::Folder::make.
Result<CaptureOutcome> start_captures(const std::string& path);
// Says on standard error where the captures are, or what is missing of them.
void tell(const CaptureOutcome& captures, const std::string& path);

}  // namespace redial::cli
