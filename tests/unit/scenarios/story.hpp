// Builds traces for tests as short as they are told: each call appends one event, a millisecond after the last.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/trace/event.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

class Story {
 public:
  using Kind = trace::EventKind;

  // What follows happens this much later.
  Story& wait(Duration length) {
    now_ += length;
    return *this;
  }
  // What follows is about this client. "alice" from the start.
  Story& of(std::string client) {
    client_ = std::move(client);
    return *this;
  }

  Story& event(Kind kind) {
    trace::Event event;
    event.at = now_ += std::chrono::milliseconds(1);
    event.sequence = events_.size() + 1;
    event.kind = kind;
    event.lane = trace::describe(kind).lane;
    if (event.lane == trace::Lane::app || event.lane == trace::Lane::wire) event.client = client_;
    events_.push_back(std::move(event));
    return *this;
  }

  Story& call(const std::string& name, std::uint32_t id, const std::string& via = {}) {
    event(Kind::call);
    last().name = name;
    last().call = CallId(id);
    last().via = via;
    return *this;
  }
  Story& returned(const std::string& name, std::uint32_t id, std::optional<std::int32_t> code = {}) {
    event(Kind::call_returned);
    last().name = name;
    last().call = CallId(id);
    last().code = code;
    return *this;
  }
  Story& result(std::uint32_t id, std::int32_t code, const std::string& user = {}, const std::string& name = "connect") {
    event(Kind::result);
    last().name = name;
    last().call = CallId(id);
    last().code = code;
    last().user = user;
    return *this;
  }
  Story& status(trace::ConnectionStatus status, std::optional<std::int32_t> code = {}) {
    event(Kind::status);
    last().status = status;
    last().code = code;
    return *this;
  }
  Story& navigated(std::int32_t http_status = 200) {
    event(Kind::navigation_requested);
    return event(Kind::navigation_answered).code(http_status);
  }
  Story& wire(Kind kind, std::uint32_t dial) { return event(kind).epoch(dial); }
  Story& listening() { return event(Kind::listeners_registered); }
  // A connect call that was accepted.
  Story& connect(std::uint32_t id = 1, const std::string& label = "good") {
    return call("connect", id).token(label).returned("connect", id);
  }
  // Both sides of a connect that succeeded, by dial 1 and the server's connection 1.
  Story& online() {
    listening().connect().status(trace::ConnectionStatus::connecting).navigated();
    wire(Kind::dial, 1).wire(Kind::socket_opened, 1).login(0);
    return status(trace::ConnectionStatus::connected).result(1, 0, "alice");
  }
  Story& dropped() { return wire(Kind::socket_closed, 1).status(trace::ConnectionStatus::suspended, 30011); }
  Story& over(Duration later) { return wait(later).event(Kind::run_ended); }

  // The server's side of this client's connection with that number.
  Story& server(Kind kind, const std::string& name = {}, std::uint32_t connection = 1) {
    return event(kind).named(name).epoch(connection);
  }
  Story& said(const std::string& message, std::uint32_t connection = 1) { return server(Kind::server_sent, message, connection); }
  // A login with this CONNACK status.
  Story& login(std::int32_t status, const std::string& label = "good", std::uint32_t connection = 1) {
    server(Kind::server_upgraded, {}, connection).token(label);
    server(Kind::server_login, {}, connection).token(label).code(status).user(status == 0 ? "alice" : "");
    return said("CONNACK " + std::to_string(status), connection).token(label);
  }
  Story& heard(const std::string& message, std::uint32_t connection = 1) {
    return server(Kind::server_received, message, connection);
  }
  Story& device(const std::string& told) { return event(Kind::device_event).named(told); }
  Story& message(const std::string& from, const std::string& text) { return event(Kind::message).user(from).detail(text); }

  // What the last event says.
  Story& code(std::int32_t code) { return last().code = code, *this; }
  Story& call_id(std::uint32_t id) { return last().call = CallId(id), *this; }
  Story& named(const std::string& name) { return last().name = name, *this; }
  Story& epoch(std::uint32_t epoch) { return last().epoch.value = epoch, *this; }
  Story& token(const std::string& label) { return last().token = label, *this; }
  Story& user(const std::string& user) { return last().user = user, *this; }
  Story& via(const std::string& channel) { return last().via = channel, *this; }
  Story& detail(const std::string& detail) { return last().detail = detail, *this; }

  // A connect call that was accepted and succeeded.
  Story& connected(std::uint32_t id = 1) {
    return call("connect", id)
        .returned("connect", id)
        .navigated()
        .event(Kind::dial)
        .status(trace::ConnectionStatus::connecting)
        .result(id, 0, "alice")
        .status(trace::ConnectionStatus::connected);
  }

  trace::Event& last() { return events_.back(); }
  std::vector<trace::Event>& all() { return events_; }
  const std::vector<trace::Event>& events() const { return events_; }

 private:
  TimePoint now_{};
  std::string client_ = "alice";
  std::vector<trace::Event> events_;
};

inline Pattern pattern(trace::EventKind kind) {
  Pattern pattern;
  pattern.kind = kind;
  return pattern;
}

}  // namespace redial::scenarios
