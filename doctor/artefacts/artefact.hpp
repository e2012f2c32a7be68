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

// From its first bytes (a few thousand are enough), not from its name.
Kind recognise(std::string_view start);

struct ReadOptions {
  std::string
      key_log;  // file with the TLS secrets of a capture, as SSLKEYLOGFILE has them; empty: those inside the capture alone
};

// Reads the file, unpacked where it is gzipped. A saved run gives a case for each play, every other kind one. Errors say what the
// file is instead, or where it breaks off with nothing readable ahead of that; what is broken behind something readable is a gap
// of the case.
Result<std::vector<Case>> read_artefact(const std::string& path, const ReadOptions& options = {});

}  // namespace redial::doctor
