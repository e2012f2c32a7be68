// See attribution.hpp. The server accepts in the order in which is dialled, as far as anybody can see.
#include "doctor/diagnosis/attribution.hpp"

#include <algorithm>

namespace redial::doctor {

using trace::Event;
using trace::EventKind;
using trace::Lane;

Attribution::Attribution(const std::vector<Event>& trace) {
  for (const Event& event : trace)
    if (!event.client.empty()) clients_.insert(event.client);
}

void Attribution::note(const Event& event) {
  switch (event.kind) {
    case EventKind::call:
      if (event.name == "connect") connecting_with_[event.client] = event.token;
      break;
    case EventKind::navigation_requested:
      ++asking_[event.client];
      break;
    case EventKind::navigation_answered:
    case EventKind::navigation_failed:
      if (unsigned& open = asking_[event.client]; open > 0) --open;
      break;
    case EventKind::dial:
      unclaimed_.push_back({event.client, event.epoch});
      break;
    case EventKind::socket_failed:
    case EventKind::socket_closed:
      std::erase(unclaimed_, Owner{event.client, event.epoch});
      break;
    default:
      break;
  }
}

Owner Attribution::claim(Epoch accepted) {
  Owner owner;
  if (!unclaimed_.empty()) {
    owner = unclaimed_.front();
    unclaimed_.pop_front();
  } else if (clients_.size() == 1) {
    owner.client = *clients_.begin();
  }
  accepted_[accepted] = owner;
  return owner;
}

// The one client that is asking with this token; of several, nobody knows which.
std::string Attribution::asker(const std::string& token) const {
  if (clients_.size() == 1) return *clients_.begin();
  std::string found;
  for (const auto& [client, with] : connecting_with_) {
    const auto open = asking_.find(client);
    if (with != token || open == asking_.end() || open->second == 0) continue;
    if (!found.empty()) return {};
    found = client;
  }
  return found;
}

Owner Attribution::owner(const Event& event) {
  note(event);
  if (!event.client.empty()) return {event.client, event.epoch};
  if (event.lane != Lane::server && event.lane != Lane::fault) return {};
  if (event.kind == EventKind::server_accepted) return claim(event.epoch);
  if (event.epoch.value == 0) return {asker(event.token), {}};
  const auto known = accepted_.find(event.epoch);
  return known == accepted_.end() ? Owner{} : known->second;
}

std::string Attribution::token(const Event& event, const Owner& owner) const {
  if (!event.token.empty()) return event.token;
  const auto with = connecting_with_.find(owner.client);
  return with == connecting_with_.end() ? std::string() : with->second;
}

}  // namespace redial::doctor
