// A file's bytes, unpacked where it is gzipped, whole or its beginning, and never more than asked for. What they are is not its
// business.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/result.hpp"

namespace redial::doctor {

struct FileText {
  std::string bytes;
  bool was_packed = false;  // by gzip
  bool is_cut = false;      // a gzipped file that breaks off, or is damaged: what could be unpacked ahead of that
  bool has_more = false;    // there is more of it than was asked for
};

// At most `max_bytes`, counted unpacked: what a small file could blow up to stays unread. Errors: it cannot be read.
Result<FileText> read_file(const std::string& path, std::size_t max_bytes);

}  // namespace redial::doctor
