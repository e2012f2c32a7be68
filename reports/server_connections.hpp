// What the server's side of a trace says of its connections: who logged in when, and the first fact that ended each of them.
// It does not know which client of the scenario is at the other end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "core/trace/event.hpp"

namespace redial::reports {

class ServerConnections {
 public:
  // `trace` in time order; it must outlive this.
  explicit ServerConnections(const std::vector<trace::Event>& trace);

  // When the connection ended whose successful login of `user` (any, if empty) is the only one in [from, to].
  // Nothing if there is no such login, more than one, or if the connection did not end.
  std::optional<TimePoint> end_of(std::string_view user, TimePoint from, TimePoint to) const;

 private:
  struct Connection {
    unsigned accepted = 0;  // more than one: two apps of the trace share the number, and nothing can be said
    std::vector<const trace::Event*> logins;
    std::optional<TimePoint> ended;
    std::optional<TimePoint> silent;  // since when the client has heard nothing; over with the next PINGRESP that reaches it
    bool muted = false;               // a blackhole swallows what is sent
  };
  void add(const trace::Event& event);

  std::map<std::uint32_t, Connection> connections_;  // by number
};

}  // namespace redial::reports
