// One login, stage by stage, as a client would do it, with everything on the way told: what was asked, what was answered, how
// long it took. It judges nothing beyond a stage's own success; the causes are the diagnosis' business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/time/time.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

struct ProbeOptions {
  AppKey app_key;
  Token token;
  std::vector<std::string> navigators;              // asked behind those that the token names; may be empty if it names some
  std::string trusted_ca;                           // PEM file beside the system's; empty: the system's alone
  Duration stage_limit = std::chrono::seconds(10);  // of each stage
};

// What a person reads of one stage; all texts redacted.
struct StageReport {
  std::string stage;  // name of a diagnosis' Stage
  bool passed = false;
  Duration took{};
  std::string summary;                      // "127.0.0.1:443, TLS 1.3, certificate of im.example.com until 2027-01-02"
  std::vector<std::string> sent, received;  // lines
};

struct Probed {
  Case incident;
  std::vector<StageReport> stages;  // in order; ends with the one that failed, or the first ping
};

// Blocks until done, on a loop of its own; from any thread. A refused token is presented once, and no second time. Errors: a
// navigator that is no URL, none at all, a CA file that cannot be read.
Result<Probed> probe(const ProbeOptions& options);

}  // namespace redial::doctor
