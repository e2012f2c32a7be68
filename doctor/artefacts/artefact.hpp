// What a customer sends, as cases: recognises what a file is and has it read. What the kinds look like is the readers' business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

enum class Kind : std::uint8_t { har, console_log, capture, key_log, saved_run, unknown };

// Of a text, or unpacked, no more is read.
inline constexpr std::size_t kMaxArtefactBytes = 256u << 20;
// What recognise() is given of a file.
inline constexpr std::size_t kRecognisedBytes = 64 * 1024;

// From its first bytes (a few thousand are enough), unpacked, not from its name.
Kind recognise(std::string_view start);

struct ReadOptions {
  std::string
      key_log;  // file with the TLS secrets of a capture, as SSLKEYLOGFILE has them; empty: those inside the capture alone
  std::string scenario;  // of a saved run, only the plays of this scenario; empty: all, or those that matter if there are many
};

// Reads the file, unpacked where it is gzipped. A saved run gives a case for each play, every other kind one. Errors say what the
// file is instead, or where it breaks off with nothing readable ahead of that; what is broken behind something readable is a gap
// of the case.
Result<std::vector<Case>> read_artefact(const std::string& path, const ReadOptions& options = {});

// Files to read, one by one, by these options.
struct ReadingList {
  std::vector<std::string> paths;
  ReadOptions options;
};

// Key logs are no artefacts of their own: takes the one among the files out and makes it the option's, for the captures beside
// it. Files that cannot be read stay in the list, for read_artefact to say so. Errors: a second key log, or one with no capture.
Result<ReadingList> pair_key_log(const std::vector<std::string>& paths, ReadOptions options = {});

}  // namespace redial::doctor
