// Surroundings of a reference client that a test moves by hand: what the client asks for is written down, nothing happens by
// itself.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agent/clients/reference/device.hpp"
#include "agent/clients/reference/reference_client.hpp"
#include "agent/clients/reference/zoo/zoo.hpp"
#include "core/wire/envelope.hpp"
#include "payload/navigation_json.hpp"

namespace redial::agent::reference {

class SurroundingsByHand final : public Surroundings {
 public:
  explicit SurroundingsByHand(const std::string& profile, bool initialised = true, std::unique_ptr<Defect> defect = nullptr,
                              std::optional<std::uint32_t> heartbeat_level = {})
      : client({{.name = "alice",
                 .app_key = AppKey("app"),
                 .navigators = {"http://n", "http://m"},
                 .ca_file = {},
                 .initialised = initialised,
                 .clock = {},
                 .heartbeat_level = heartbeat_level},
                profile,
                "phone",
                0,
                std::move(defect)},
               *this) {
    client.perform(control::RegisterListeners{}).value();
    seen.clear();
  }

  // ---- what the network does ----
  void answer_navigation() {
    wire::NavigationAnswer answer;
    answer.addresses = {{"127.0.0.1:1", wire::ChatAddress::Transport::plain, 10}};
    client.on_navigation(question, NavigationReply{200, payload::to_json(answer)});
  }
  void log_in() {
    answer_navigation();
    client.on_opened(dialled);
    deliver(wire::ConnAck{0, "alice", "session", 1, {}});
  }
  void deliver(const wire::ServerMessage& message) { deliver(dialled, message); }
  void deliver(Epoch epoch, const wire::ServerMessage& message) {
    client.on_message(epoch, wire::encode(message, wire::ConnAckLayout::v3));
  }
  void pass(Duration duration) {
    const TimePoint until = time + duration;
    for (auto due = earliest(); due != timers.end() && due->second <= until; due = earliest()) {
      time = due->second;
      const auto timer = due->first;
      timers.erase(due);
      client.on_timer(timer);
    }
    time = until;
  }
  // What was asked to happen after no time at all.
  void pass_no_time() { pass({}); }

  // ---- Surroundings ----
  TimePoint now() const override { return time; }
  void start_timer(TimerId timer, Duration delay) override { timers[timer] = time + delay; }
  void cancel_timer(TimerId timer) override { timers.erase(timer); }
  void ask_navigation(std::uint32_t asked, const NavigationCall& call) override {
    question = asked;
    did.push_back("ask " + call.url + " " + call.body);
  }
  void dial(Epoch epoch, const std::string& url) override {
    dialled = epoch;
    did.push_back("dial " + url);
  }
  void send(Epoch, const wire::Bytes& message) override {
    did.push_back("send " + to_text(wire::decode_client_message(message).value()));
  }
  void close(Epoch epoch) override {
    closed.push_back(epoch);
    did.push_back("close");
  }
  Result<std::size_t> open_store(const std::string&) override { return std::size_t{0}; }
  std::optional<std::string> user_of(const Token& token) const override { return device.user_of(token); }
  void remember(const Token& token, const std::string& user) override { device.remember(token, user); }
  Result<bool> keep(const payload::TextMessage&) override { return keeping; }
  Result<Done> set_storage(control::StorageCondition condition) override {
    if (condition == control::StorageCondition::missing) return Error{"nothing to delete", "", ""};
    did.push_back("storage " + std::string(to_name(condition)));
    return Done{};
  }
  void observe(trace::Event event) override {
    if (event.lane == trace::Lane::app) seen.push_back(in_short(event));
    observed.push_back(std::move(event));
  }
  void end() override {
    ended = true;
    did.push_back("let go of everything");
  }

  TimePoint time{};
  std::map<TimerId, TimePoint> timers;  // when each fires
  std::uint32_t question = 0;
  Epoch dialled;
  std::vector<Epoch> closed;
  bool ended = false;
  Device device;
  Result<bool> keeping = true;    // what becomes of a message to keep
  std::vector<std::string> seen;  // of the app's lane: "call connect #1", "status CONNECTED", "+1 call …" inside a callback
  std::vector<trace::Event> observed;  // of all lanes
  std::vector<std::string> did;        // to the network: "dial ws://…", "send PINGREQ", "close"
  ReferenceClient client;

 private:
  std::map<TimerId, TimePoint>::iterator earliest() {
    return std::min_element(timers.begin(), timers.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  }
  static std::string in_short(const trace::Event& event) {
    std::string text = event.nesting == 0 ? "" : "+" + std::to_string(event.nesting) + " ";
    text += trace::describe(event.kind).name;
    if (!event.name.empty()) text += " " + event.name;
    if (event.call.value != 0) text += " #" + std::to_string(event.call.value);
    if (event.code) text += " " + std::to_string(*event.code);
    return text;
  }
};

}  // namespace redial::agent::reference
