// What the device tells the client: that a return to the screen and another network set the back-off back, and that nothing is
// tried without a network. Codes after which nothing may be tried at all have rules of their own.
#include <string>
#include <utility>

#include "core/control/device_event.hpp"
#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"
#include "scenarios/engine/contract/rounds.hpp"

namespace redial::scenarios::contract {
namespace {

using control::DeviceEvent;
using trace::Event;

// Told while the client waits for its next attempt: the attempt comes after the short interval.
Finding tries_at_once(const Timeline& timeline, DeviceEvent what) {
  Findings findings;
  for (const Outage& outage : outages(timeline)) {
    for (const Wait& wait : outage.waits) {
      if (!tells(*wait.failed, what) || (!wait.next && outage.ended)) continue;
      const TimePoint latest = wait.failed->at + kAtOnce;
      if (wait.next && wait.next->at <= latest) {
        findings.kept();
      } else if (timeline.end() > latest) {
        findings.late("no attempt within " + seconds_text(kAtOnce) + " of " + std::string(to_name(what)),
                      {wait.failed, wait.next});
      }
    }
  }
  return findings.take();
}

Finding paused_without_network(const Timeline& timeline) {
  Findings findings;
  const Event* lost = nullptr;
  bool is_wanted = false;  // the app has called connect, and it is not over
  for (const Event* event : timeline.events()) {
    if (tells(*event, DeviceEvent::network_lost)) lost = event;
    if (tells(*event, DeviceEvent::network_back)) lost = nullptr;
    if (is_call(*event, "connect")) is_wanted = true;
    if (ends_for_good(*event)) is_wanted = false;
    if (lost && is_wanted) findings.kept();
    if (lost && is_attempt(*event) && event->at > lost->at + kAtOnce)
      findings.broken(std::string(describe(event->kind).name) + " although the device had no network", {lost, event});
  }
  return findings.take();
}

Rule about(std::string id, std::string promise, std::string source, DeviceEvent what) {
  return {std::move(id),  std::move(promise), std::move(source),
          Severity::must, kTwoStages,         [what](const Timeline& timeline) { return tries_at_once(timeline, what); }};
}

}  // namespace

Chapter device() {
  const std::string reset =
      said("the app coming to the foreground, or another network, sets the wait back to the short interval", kAndroidReconnect);
  const std::string paused = said("without a network the mechanism pauses, and goes on when there is one", kAndroidReconnect);
  return {"The device",
          "What the device tells the client of its screen and its network. The APIs of the Web are told nothing.",
          {
              about("foreground-resets-backoff", "A client that waits tries again at once when its app comes to the foreground.",
                    reset, DeviceEvent::foreground),
              about("network-change-resets-backoff", "A client that waits tries again at once when the network changes.", reset,
                    DeviceEvent::network_change),
              {"paused-without-network", "Without a network nothing is dialled, and navigation is not asked.", paused,
               Severity::must, kTwoStages, paused_without_network},
              about("resumes-with-the-network", "When there is a network again, a client that was cut off tries at once.", paused,
                    DeviceEvent::network_back),
          }};
}

}  // namespace redial::scenarios::contract
