// The stages of a probe as they are gone through. It keeps texts as they are until they are taken, because what is secret may
// turn out late; nothing may read them before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time/time.hpp"
#include "doctor/case/secrets.hpp"
#include "doctor/probe/probe.hpp"

namespace redial::doctor {

class StageLog {
 public:
  void begin(std::string_view stage, std::string where, TimePoint at);
  // Of the stage begun last. Texts of several lines are several.
  void sent(std::string_view text);
  void received(std::string_view text);
  void end(bool passed, std::string summary, TimePoint at);

  // Redacted, without control characters, long lines cut.
  std::vector<StageReport> take(const Secrets& secrets);

 private:
  std::vector<StageReport> stages_;
  TimePoint began_{};
};

}  // namespace redial::doctor
