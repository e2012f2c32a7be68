// A capture from any source of bytes: what capture.hpp does with a file.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "doctor/artefacts/capture/byte_source.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor::capture {

// `name` is the case's source, and stands in texts; `key_log` are lines, empty where there are none. Errors as read_capture's.
Result<Case> read_packets(ByteSource& source, const std::string& name, std::string_view key_log);

}  // namespace redial::doctor::capture
