// Which messages an app is given, and when the client must pull them: after a login, after a hint, each message once.
// It sends nothing; pulls that it asks for come back as answers. Source of topics: docs/PROTOCOL.md, messages.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/wire/messages.hpp"
#include "payload/chat_payloads.hpp"

namespace redial::agent::reference {

// Message ids remembered to recognise repetitions; older ones are forgotten.
inline constexpr std::size_t kMaxRememberedMessages = 10'000;

inline constexpr const char* kPullTopic = "pullMsg";

class MessageSync {
 public:
  struct Step {
    std::vector<payload::TextMessage> messages;  // new ones, in the order received
    std::optional<wire::Bytes> pull;             // query kPullTopic with this payload
  };

  // `announces_messages`: pushed messages are hints only (openHistoryMsg of navigation). Another user than before starts afresh.
  Step logged_in(const std::string& user, bool announces_messages);
  Step pushed(const wire::ServerPublish& publish);
  // The answer to the pull asked for last. A status other than 0 ends it; the next hint or login asks again.
  Step answered(std::int32_t status, const wire::Bytes& payload);

 private:
  Step pull();
  void take(const payload::TextMessage& message, Step& step);

  std::string user_;
  bool announces_messages_ = false;
  std::int64_t position_ = 0;  // everything up to here has been pulled; the server's time
  bool is_pulling_ = false;
  bool was_hinted_ = false;  // while pulling
  std::unordered_set<std::string> remembered_;
  std::deque<std::string> by_age_;  // of remembered_, oldest first
};

}  // namespace redial::agent::reference
