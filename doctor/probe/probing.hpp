// What the parts of one probe have in common.
#pragma once

#include "doctor/case/narrator.hpp"
#include "doctor/case/stage.hpp"
#include "doctor/probe/probe.hpp"
#include "doctor/probe/stage_log.hpp"
#include "net/clock.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"

namespace redial::doctor {

struct Probing {
  const ProbeOptions& options;
  net::Loop& loop;
  net::TlsContext tls;
  Narrator narrator;
  StageLog log;
  Duration unix_epoch = net::unix_epoch();  // what turns an instant of this machine into wall time

  // Wall time, as the narrator has it.
  TimePoint now() const { return net::now() + unix_epoch; }
  Duration limit() const { return options.stage_limit; }
  std::string redact(std::string_view text) { return narrator.secrets().redact(text); }

  void begin(Stage stage, std::string where) { log.begin(to_name(stage), std::move(where), now()); }
  void pass(std::string summary) { log.end(true, std::move(summary), now()); }
  void fail(std::string summary) { log.end(false, std::move(summary), now()); }
};

// Why a stage came to nothing, in the words of a case. `detail` is for people.
struct Trouble {
  Failure how = Failure::unknown;
  std::string detail;
};

// "no answer in 10 s".
std::string silence(Duration limit);
// Of a connection that ended, as net/ says it.
Failure how_ended(std::string_view why);

}  // namespace redial::doctor
