// A finished trace as the judge reads it: one client's story in time order, with the questions that rules and expectations share.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/trace/event.hpp"

namespace redial::scenarios {

// One connect() of the app and what became of it.
struct ConnectCall {
  const trace::Event* call = nullptr;
  const trace::Event* returned = nullptr;    // null: the API never gave back control
  std::vector<const trace::Event*> results;  // its outcomes; a promise or callback must bring exactly one
  // Of the message store. One that does not say of which call it is belongs to those that wait for their result, or to the
  // latest; not to calls from before the app was restarted.
  std::vector<const trace::Event*> openings;
  bool accepted() const { return returned != nullptr && returned->code.value_or(0) == 0; }
};

// A connection that the app had been told of, lost without the app's doing and without being told that it is over. One that it is
// told of although it had disconnected is none: nobody wants it back.
struct Loss {
  const trace::Event* lost = nullptr;  // as the client shows it: its socket closed, or it told suspended
  const trace::Event* next = nullptr;  // what it did then: an attempt, told connecting, or an end for good; null: nothing
  const trace::Event* back = nullptr;  // told connected again; null: never
};

// The events of one client, in time order. Borrowed: the trace must outlive it. For one thread at a time (found_once).
class Timeline {
 public:
  using Events = std::vector<const trace::Event*>;
  using Test = std::function<bool(const trace::Event&)>;

  // `trace` in time order. An empty name takes every event.
  Timeline(const std::vector<trace::Event>& trace, const std::string& client);

  const Events& events() const { return events_; }
  Events all(const Test& test) const;
  // The first that fits at or after `from` (an event of this timeline; null: from the start).
  const trace::Event* first(const Test& test, const trace::Event* from = nullptr) const;
  TimePoint end() const { return end_; }  // of the whole run
  // Every event of the run, the server's and other clients' included, in time order.
  const std::vector<trace::Event>& whole() const { return *whole_; }

  const std::vector<ConnectCall>& connect_calls() const;
  const std::vector<Loss>& losses() const;
  // The server's events about this client's connections and navigation requests, in time order. They are told apart by token, so
  // there are none where clients share one. A DISCONNECT ahead of CONNACK means nothing (docs/PROTOCOL.md) and is left out.
  const Events& server_side() const;

  // What `find` finds in this timeline, which is looked for with the first question only: for what many rules ask.
  template <class Found>
  const Found& found_once(Found (*find)(const Timeline&)) const;

 private:
  using Finder = void (*)();  // any; it is compared, and never called

  const std::vector<trace::Event>* whole_;
  Events events_;
  TimePoint end_{};
  mutable std::vector<std::pair<Finder, std::shared_ptr<const void>>> found_;
};

template <class Found>
const Found& Timeline::found_once(Found (*find)(const Timeline&)) const {
  const auto finder = reinterpret_cast<Finder>(find);
  auto known = std::ranges::find(found_, finder, &decltype(found_)::value_type::first);
  if (known == found_.end()) {
    auto found = std::make_shared<const Found>(find(*this));  // `find` may ask for more, and found_ grow
    known = found_.insert(found_.end(), {finder, std::move(found)});
  }
  return *static_cast<const Found*>(known->second.get());
}

// Does the client go out to the network with this event: ask navigation, or dial?
bool is_attempt(const trace::Event& event);
inline bool is_call(const trace::Event& event, std::string_view name) {
  return event.kind == trace::EventKind::call && event.name == name;
}
// The end of a connection by the app's own doing: it disconnects, destroys its client, or is killed and starts again.
bool is_own_end(const trace::Event& event);
// Does the device tell something that sets the back-off back to its short interval, where the API knows such a thing?
bool restarts_backoff(const trace::Event& event);
// Is the app told that it is connected: by status, or by the result of connect?
bool tells_connected(const trace::Event& event);
// Which events, in time order, tell the app that it is connected now. The result of a connect may come late, when a status has
// told as much before and the connection is lost already: that is no news.
class ConnectedNews {
 public:
  // The next event of one client.
  bool tells(const trace::Event& event);

 private:
  bool told_by_status_ = false;  // since the last call of connect
};
// What a status event tells, in the words of the APIs that have a status for each end. Others tell every end as disconnected,
// with a code: "kicked" is disconnected with 31010 (docs/CONTRACT.md).
trace::ConnectionStatus meaning(const trace::Event& event);
// Is the app told that the connection is over, so that only the app can start again?
bool tells_ended(const trace::Event& event);

// Is the client gone with this event: destroyed, crashed, killed with the app that starts again, or lost with its agent?
bool is_gone(const trace::Event& event);
// "the client crashed (SIGSEGV)": of the event that tells it.
std::string crash_text(const trace::Event& event);

// Is this the end of a connection that leaves nothing to reconnect: the app's doing, told as final, or the client's own end?
bool ends_for_good(const trace::Event& event);

}  // namespace redial::scenarios
