// Writes traces down as tests want to read them: one line per event, milliseconds, a client at a time.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/fault/fault_spec.hpp"
#include "core/trace/event.hpp"

namespace redial::reports {

class TraceBuilder {
 public:
  using Kind = trace::EventKind;
  using Status = trace::ConnectionStatus;

  // The client that the following events belong to.
  TraceBuilder& of(std::string client) {
    client_ = std::move(client);
    return *this;
  }
  TraceBuilder& wire(int ms, Kind kind, unsigned epoch = 0) {
    add(ms, trace::Lane::wire, kind).epoch = Epoch{epoch};
    return *this;
  }
  TraceBuilder& status(int ms, Status status) {
    add(ms, trace::Lane::app, Kind::status).status = status;
    return *this;
  }
  TraceBuilder& result(int ms, int code, std::string user = "") {
    trace::Event& event = add(ms, trace::Lane::app, Kind::result);
    event.name = "connect";
    event.code = code;
    event.user = std::move(user);
    return *this;
  }
  TraceBuilder& call(int ms, std::string name) {
    add(ms, trace::Lane::app, Kind::call).name = std::move(name);
    return *this;
  }
  TraceBuilder& server(int ms, Kind kind, unsigned number, std::string name = "") {
    trace::Event& event = add(ms, trace::Lane::server, kind);
    event.client.clear();
    event.epoch = Epoch{number};
    event.name = std::move(name);
    return *this;
  }
  TraceBuilder& login(int ms, unsigned number, std::string user) {
    server(ms, Kind::server_login, number);
    events_.back().code = 0;
    events_.back().user = std::move(user);
    return *this;
  }
  TraceBuilder& fault(int ms, unsigned number, fault::FaultKind kind, Kind what = Kind::fault_fired) {
    server(ms, what, number, "fault-1");
    events_.back().lane = trace::Lane::fault;
    events_.back().detail = fault::describe(kind).name;
    return *this;
  }

  // Dial, open, login, connected: one every millisecond from `ms` on; the server's number of the connection is the epoch.
  TraceBuilder& connects(int ms, unsigned epoch, const std::string& user = "u1") {
    return wire(ms, Kind::dial, epoch)
        .wire(ms + 1, Kind::socket_opened, epoch)
        .login(ms + 2, epoch, user)
        .status(ms + 3, Status::connected)
        .result(ms + 3, 0, user);
  }

  const std::vector<trace::Event>& events() const { return events_; }

 private:
  trace::Event& add(int ms, trace::Lane lane, Kind kind) {
    trace::Event& event = events_.emplace_back();
    event.at = TimePoint{std::chrono::milliseconds(ms)};
    event.sequence = events_.size();
    event.lane = lane;
    event.kind = kind;
    event.client = client_;
    return event;
  }

  std::string client_ = "alice";
  std::vector<trace::Event> events_;
};

}  // namespace redial::reports
