// What cannot be written is kept for the end: during a run, standard error belongs to its progress.
#include "cli/capture.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "mock_server/server/captures.hpp"
#include "redial_version.hpp"

namespace redial::cli {

void add_capture_option(CLI::App& command, std::string& path) {
  command
      .add_option("--capture", path,
                  "Folder, new, for a pcapng file of every connection to the mock server, with the TLS keys, for Wireshark; they "
                  "show tokens in the clear, and only their owner can read them")
      ->type_name("DIR");
}

Result<CaptureOutcome> start_captures(const std::string& path) {
  CaptureOutcome captures;
  captures.trouble = std::make_shared<std::optional<Error>>();
  auto folder = mock_server::start_captures(path, std::string("redial ") + kVersion,
                                            [trouble = captures.trouble](const Error& error) { *trouble = error; });
  if (!folder) return folder.error();
  captures.folder = *std::move(folder);
  return captures;
}

void tell(const CaptureOutcome& captures, const std::string& path) {
  if (!captures.folder) return;
  if (*captures.trouble)
    std::cerr << "redial: captures are incomplete: " << to_text(**captures.trouble) << "\n";
  else
    std::cerr << "Captures: " << path << "\n";
}

}  // namespace redial::cli
