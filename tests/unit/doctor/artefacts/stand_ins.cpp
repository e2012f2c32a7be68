// Readers of other kinds, as small as a test of who is asked for what can have them: they give back what they were asked.
#include "doctor/artefacts/capture/capture.hpp"
#include "doctor/artefacts/console_log.hpp"

namespace redial::doctor {

bool is_console_log(std::string_view start) { return start.find("SDK line") != std::string_view::npos; }

Result<Case> read_console_log(std::string_view text, const std::string& source) {
  Case one;
  one.origin = Origin::console_log;
  one.source = source;
  one.sdk = text;
  return one;
}

Result<Case> read_capture(const std::string& path, const std::string& key_log) {
  Case one;
  one.origin = Origin::capture;
  one.source = path;
  one.sdk = key_log;
  return one;
}

}  // namespace redial::doctor
