// Lines are flushed one by one: a person, or a log, is watching.
#include "load/writers/live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "load/result/summary.hpp"
#include "reports/writers/text.hpp"

namespace redial::load {
namespace {

constexpr const char* kEraseLine = "\r\x1b[K";
constexpr int kLeastColumns = 4;  // fewer cannot show an ellipsis
// A rate over less than this jumps too much to be read.
constexpr Duration kRateSpan = std::chrono::milliseconds(500);

}  // namespace

std::string progress_text(const Progress& progress, double connects_per_second) {
  std::string text = fmt::format("online {}/{}", progress.online, progress.users);
  if (progress.intended > 0)
    text += fmt::format("  connects {}/{} ({:.0f}/s)", progress.connected, progress.intended, connects_per_second);
  if (progress.failed > 0) text += fmt::format("  failed {}", progress.failed);
  if (progress.losses > 0) text += fmt::format("  lost {}", progress.losses);
  if (progress.messages > 0) text += fmt::format("  messages {}", progress.messages);
  return text;
}

std::string LiveDisplay::label() const { return fmt::format("[{}/{}] {}", number_ + 1, phases_, name_); }

void LiveDisplay::show(const std::string& line) {
  out_ << kEraseLine << reports::fit(line, std::max(kLeastColumns, style_.width) - 1, style_.charset) << std::flush;
}

void LiveDisplay::clear() {
  if (style_.live) out_ << kEraseLine << std::flush;
}

void LiveDisplay::began(const PhaseSpec& phase, std::size_t number) {
  name_ = phase.name;
  number_ = number;
  last_connected_ = 0;
  last_at_ = {};
  rate_ = 0;
  if (style_.live)
    show(label());
  else
    out_ << label() << std::endl;
}

void LiveDisplay::stands(const Progress& progress, Duration since_begin) {
  if (!style_.live) return;
  if (since_begin - last_at_ >= kRateSpan) {
    const double span = std::chrono::duration<double>(since_begin - last_at_).count();
    rate_ = static_cast<double>(progress.connected - std::min(last_connected_, progress.connected)) / span;
    last_connected_ = progress.connected;
    last_at_ = since_begin;
  }
  show(label() + "  " + progress_text(progress, rate_));
}

void LiveDisplay::ended(const Phase& phase) {
  clear();
  out_ << label() << "  "
       << progress_text({.users = phase.users,
                         .online = phase.online_after,
                         .intended = phase.connects.intended,
                         .connected = phase.connects.succeeded,
                         .failed = failed(phase.connects),
                         .losses = losses(phase),
                         .messages = phase.messages.succeeded},
                        connects_per_second(phase))
       << "  " << reports::to_text(phase.ended - phase.began) << std::endl;
}

}  // namespace redial::load
