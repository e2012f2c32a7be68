// Whose an event of the server is, where a run's own trace does not say: the server counts connections, not clients. It answers
// for one event after the other and keeps no history.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/trace/event.hpp"

namespace redial::doctor {

// One client's connection: its dials are numbered for themselves.
struct Owner {
  std::string client;  // empty: not known
  Epoch dial;          // 0: of no connection, or not known

  friend auto operator<=>(const Owner&, const Owner&) = default;
};

class Attribution {
 public:
  // The trace in time order; it is only looked at for the names of its clients.
  explicit Attribution(const std::vector<trace::Event>& trace);

  // Call it for every event, in order.
  Owner owner(const trace::Event& event);
  // The token that the event is about: its own, or what its client connects with.
  std::string token(const trace::Event& event, const Owner& owner) const;

 private:
  void note(const trace::Event& event);
  Owner claim(Epoch accepted);
  std::string asker(const std::string& token) const;

  std::set<std::string> clients_;
  std::map<std::string, std::string> connecting_with_;  // client: the token of its latest connect
  std::map<std::string, unsigned> asking_;              // client: its questions to navigators that are open
  std::deque<Owner> unclaimed_;                         // dials that the server has not accepted yet
  std::map<Epoch, Owner> accepted_;                     // by the server's number
};

}  // namespace redial::doctor
