// See retold.hpp. An attempt begins when the status says so, and ends with the first outcome that is told.
#include "doctor/reproduction/retold.hpp"

#include <map>
#include <optional>
#include <string>

#include "doctor/diagnosis/tables.hpp"

namespace redial::doctor {
namespace {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;

constexpr std::int32_t kLastStatus = 63;  // of CONNACK and DISCONNECT; none is known above it
constexpr std::int32_t kOwnDisconnect = 2;
constexpr const char* kSomeToken = "token-1";  // of a call that is not on record

// The first status of CONNACK that the app is told this code for.
std::optional<std::int32_t> connack_for(std::int32_t code) {
  Attempt refused;
  for (std::int32_t status = 1; status <= kLastStatus; ++status) {
    refused.status = status;
    if (code_of_refusal(refused) == code) return status;
  }
  return std::nullopt;
}

std::optional<std::int32_t> disconnect_for(std::int32_t code) {
  for (std::int32_t status = 0; status <= kLastStatus; ++status)
    if (code_of_disconnect(status) == code) return status;
  return std::nullopt;
}

class Retelling {
 public:
  std::vector<Attempt> of(const std::vector<Event>& trace) {
    for (const Event& event : trace) take(event);
    return std::move(attempts_);
  }

 private:
  void take(const Event& event) {
    if (event.kind == EventKind::status) return take_status(event);
    if (event.kind != EventKind::result || event.name != "connect" || !event.code) return;
    if (!current_.contains(event.client)) begin(event);  // refused at once
    settle(event, *event.code);
  }

  void take_status(const Event& event) {
    switch (event.status) {
      case ConnectionStatus::connecting:
        return begin(event);
      case ConnectionStatus::connected:
        return settle(event, 0);
      case ConnectionStatus::suspended:
      case ConnectionStatus::network_unavailable:
        return lose(event);
      default:
        if (event.code) settle_or_end(event, *event.code);
    }
  }

  Attempt* current(const Event& event, Attempt::End end) {
    const auto found = current_.find(event.client);
    if (found == current_.end() || attempts_[found->second].over) return nullptr;
    return attempts_[found->second].end == end ? &attempts_[found->second] : nullptr;
  }

  void begin(const Event& event) {
    if (current(event, Attempt::End::open)) return;
    lose(event);
    Attempt attempt;
    attempt.client = event.client;
    attempt.token = event.token.empty() ? kSomeToken : event.token;
    attempt.began = attempt.ended = event.at;
    attempt.events.push_back(event.sequence);
    current_[event.client] = attempts_.size();
    attempts_.push_back(std::move(attempt));
  }

  void settle(const Event& event, std::int32_t code) {
    Attempt* attempt = current(event, Attempt::End::open);
    if (!attempt) return;
    if (code != 0) attempt->status = connack_for(code);
    if (code != 0 && !attempt->status) return;  // told of no refusal
    attempt->end = code == 0 ? Attempt::End::accepted : Attempt::End::refused;
    attempt->ended = event.at;
    attempt->events.push_back(event.sequence);
  }

  void settle_or_end(const Event& event, std::int32_t code) {
    if (current(event, Attempt::End::open)) return settle(event, code);
    Attempt* attempt = current(event, Attempt::End::accepted);
    if (!attempt) return;
    if (code != kOwnDisconnect) attempt->disconnect = disconnect_for(code);
    end(*attempt, event);
  }

  void lose(const Event& event) {
    Attempt* attempt = current(event, Attempt::End::accepted);
    if (!attempt) return;
    attempt->lost = true;
    end(*attempt, event);
  }

  static void end(Attempt& attempt, const Event& event) {
    attempt.over = true;
    attempt.over_at = event.at;
    attempt.over_events.push_back(event.sequence);
  }

  std::vector<Attempt> attempts_;
  std::map<std::string, std::size_t> current_;  // the last one of each client
};

}  // namespace

Symptoms symptoms_of(const Case& incident) {
  Symptoms symptoms = read_symptoms(incident);
  if (symptoms.attempts.empty() && incident.sight.app) symptoms.attempts = Retelling().of(incident.trace);
  return symptoms;
}

}  // namespace redial::doctor
