// The time limit passed to connect: above 0 it ends the trying, otherwise the client keeps trying.
#include <string>
#include <utility>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"
#include "scenarios/engine/contract/terminal_codes.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;

constexpr std::int32_t kConnectTimeout = 34006;
constexpr std::int32_t kDisconnectedByApp = 2;
constexpr std::int32_t kNotInitialised = 33001;
// Timers are set in whole milliseconds, and two events of one moment are stamped one after the other.
constexpr Duration kTimerError = std::chrono::milliseconds(20);

const Event* result_of(const ConnectCall& connect) { return connect.results.empty() ? nullptr : connect.results.front(); }

Finding result_within_the_limit(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    const auto limit = time_limit(*connect.call);
    if (!limit || *limit <= Duration::zero() || !connect.accepted() || !hears(timeline, connect)) continue;
    const TimePoint latest = connect.call->at + *limit + kAtOnce;
    const Event* ended = timeline.first(
        [&](const Event& e) { return &e != connect.call && (is_own_end(e) || is_call(e, "connect")); }, connect.call);
    const Event* result = result_of(connect);
    if (result && result->at <= latest) {
      findings.kept();
    } else if (timeline.end() > latest && (!ended || ended->at > latest)) {
      findings.late("no result within the " + seconds_text(*limit) + " that " + call_text(*connect.call) + " asked for",
                    {connect.call, result});
    }
  }
  return findings.take();
}

Finding not_before_the_limit(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    const auto limit = time_limit(*connect.call);
    const Event* result = result_of(connect);
    if (!limit || *limit <= Duration::zero() || !result || result->code != kConnectTimeout) continue;
    const Duration after = result->at - connect.call->at;
    findings.judge(after + kTimerError >= *limit, "34006 after " + seconds_text(after) + " of " + seconds_text(*limit),
                   {connect.call, result});
  }
  return findings.take();
}

// A duplicate that is refused through its callback was never trying.
Finding keeps_trying_without_limit(const Timeline& timeline) {
  Findings findings;
  const Event* before = nullptr;  // the call of the connect before
  for (const ConnectCall& connect : timeline.connect_calls()) {
    const bool is_second = std::exchange(before, connect.call) != nullptr;
    const auto limit = time_limit(*connect.call);
    const Event* result = result_of(connect);
    if (!limit || *limit > Duration::zero() || !connect.accepted() || !result || !result->code) continue;
    if (is_second && refuses_duplicate(result->code)) continue;
    const std::int32_t code = *result->code;
    if (code == kNotInitialised) continue;  // it was never tried
    const bool final = code == 0 || code == kDisconnectedByApp || (code != kConnectTimeout && is_terminal(code));
    findings.judge(final, "an untimed connect gave up with " + std::to_string(code), {connect.call, result});
  }
  return findings.take();
}

}  // namespace

Chapter time_limits() {
  using enum Severity;
  const std::string header = "iOS header RCCoreClient.h, timeLimit";
  return {
      "The time limit of connect",
      "Seconds; the APIs of the Web have none.",
      {
          {"result-within-the-limit", "A connect with a time limit has its result when the limit is over.",
           header + ": above 0 the SDK tries for at most that long, then tells 34006; the Flutter wrapper's connect: the same",
           must, kTwoStages, result_within_the_limit},
          {"not-before-the-limit", "34006 is not told before the limit is over.", header + ": tries that long, then 34006", must,
           kTwoStages, not_before_the_limit},
          {"keeps-trying-without-limit",
           "Without a limit a connect ends with success, by the app, or with a code that the SDK cannot handle; never because "
           "something was unreachable.",
           header + ": 0 or less keeps trying until connected or an error that the SDK cannot handle", must, kTwoStages,
           keeps_trying_without_limit},
      }};
}

}  // namespace redial::scenarios::contract
