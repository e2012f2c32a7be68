// When to pull, what is new, and what was seen before.
#include "agent/clients/reference/message_sync.hpp"

#include <algorithm>
#include <utility>

namespace redial::agent::reference {

MessageSync::Step MessageSync::logged_in(const std::string& user, bool announces_messages) {
  if (user != user_) *this = MessageSync();
  user_ = user;
  announces_messages_ = announces_messages;
  is_pulling_ = was_hinted_ = false;  // a pull of the connection before is void
  return pull();
}

MessageSync::Step MessageSync::pushed(const wire::ServerPublish& publish) {
  const bool is_message = publish.topic == "s_msg";
  if (publish.topic == "s_ntf" || (is_message && announces_messages_)) return pull();
  Step step;
  if (is_message) {
    if (const auto message = payload::decode_downstream_text(publish.payload)) take(*message, step);
  }
  return step;
}

MessageSync::Step MessageSync::answered(std::int32_t status, const wire::Bytes& payload) {
  is_pulling_ = false;
  const bool was_hinted = std::exchange(was_hinted_, false);
  Step step;
  if (status != 0) return step;
  const auto answer = payload::decode_pull_answer(payload);
  if (!answer) return step;
  for (const auto& message : answer->messages) take(message, step);
  // A server that always has more, but never gets further, is not followed.
  const bool goes_on = !answer->finished && answer->inbox_until > position_;
  position_ = std::max(position_, answer->inbox_until);
  if (goes_on || was_hinted) step.pull = pull().pull;
  return step;
}

MessageSync::Step MessageSync::pull() {
  if (std::exchange(is_pulling_, true)) {
    was_hinted_ = true;
    return {};
  }
  payload::PullRequest request;
  request.inbox_after = position_;
  return {{}, payload::encode_pull_request(request)};
}

void MessageSync::take(const payload::TextMessage& message, Step& step) {
  if (!remembered_.insert(message.message_uid).second) return;
  by_age_.push_back(message.message_uid);
  if (by_age_.size() > kMaxRememberedMessages) {
    remembered_.erase(by_age_.front());
    by_age_.pop_front();
  }
  step.messages.push_back(message);
}

}  // namespace redial::agent::reference
