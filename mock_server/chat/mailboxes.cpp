// See mailboxes.hpp.
#include "mock_server/chat/mailboxes.hpp"

#include <algorithm>
#include <utility>

namespace redial::mock_server {

Result<Mailboxes::Posted> Mailboxes::post(const UserId& from, const UserId& to, const payload::UpstreamText& text,
                                          std::int64_t now_ms, std::string uid) {
  if (text.text.size() > kMaxTextMessageBytes)
    return Error{"the text is too long", "text", "send at most " + std::to_string(kMaxTextMessageBytes) + " bytes"};
  std::deque<Kept>& box = boxes_[to];
  const auto same = std::ranges::find_if(box, [&](const Kept& kept) {
    return text.client_unique_id != 0 && kept.client_id == text.client_unique_id && kept.message.from == from.value;
  });
  if (same != box.end()) return Posted{same->message, true};
  last_ms_ = std::max(now_ms, last_ms_ + 1);
  box.push_back({{from.value, text.text, std::move(uid), last_ms_}, text.client_unique_id});
  if (box.size() > kMaxMailbox) box.pop_front();
  return Posted{box.back().message, false};
}

payload::PullAnswer Mailboxes::pull(const UserId& user, const payload::PullRequest& request) const {
  payload::PullAnswer answer{
      .messages{}, .inbox_until = request.inbox_after, .finished = true, .broadcast_until = request.broadcast_after};
  const auto box = boxes_.find(user);
  if (box == boxes_.end()) return answer;
  std::size_t bytes = 0;
  const auto first =
      std::ranges::upper_bound(box->second, request.inbox_after, {}, [](const Kept& kept) { return kept.message.time_ms; });
  for (auto kept = first; kept != box->second.end(); ++kept) {
    bytes += kept->message.text.size();
    const bool full = answer.messages.size() == kMaxPulledMessages || (!answer.messages.empty() && bytes > kMaxPulledBytes);
    if (full) {
      answer.finished = false;
      break;
    }
    answer.messages.push_back(kept->message);
    answer.inbox_until = kept->message.time_ms;
  }
  return answer;
}

}  // namespace redial::mock_server
