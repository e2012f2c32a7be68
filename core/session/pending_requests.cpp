// Requests under way, by id on the wire.
#include "core/session/pending_requests.hpp"

#include <algorithm>

namespace redial::session::client {

wire::MessageId PendingRequests::add(PendingRequest request) {
  if (++last_id_ == 0) last_id_ = 1;  // wraps after 65535; 0 is no id
  entries_.push_back({last_id_, request});
  return last_id_;
}

std::optional<PendingRequest> PendingRequests::take(wire::MessageId id, PendingRequest::Kind kind) {
  const auto is_meant = [&](const Entry& entry) { return entry.id == id && entry.request.kind == kind; };
  const auto found = std::find_if(entries_.begin(), entries_.end(), is_meant);
  if (found == entries_.end()) return std::nullopt;
  const auto request = found->request;
  entries_.erase(found);
  return request;
}

std::vector<PendingRequest> PendingRequests::take_expired(TimePoint now) {
  std::vector<PendingRequest> expired;
  for (; !entries_.empty() && entries_.front().request.deadline <= now; entries_.pop_front()) {
    expired.push_back(entries_.front().request);
  }
  return expired;
}

std::optional<TimePoint> PendingRequests::next_deadline() const {
  if (entries_.empty()) return std::nullopt;
  return entries_.front().request.deadline;
}

std::vector<PendingRequest> PendingRequests::restart(wire::MessageId last_id) {
  auto left = take_expired(TimePoint::max());
  last_id_ = last_id;
  return left;
}

}  // namespace redial::session::client
