// The messages of one app, kept per receiver: stamped, numbered, found again when a sender repeats itself, pulled in batches.
// It pushes nothing to anybody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "payload/chat_payloads.hpp"

namespace redial::mock_server {

// The oldest message of a full mailbox is forgotten.
inline constexpr std::size_t kMaxMailbox = 1000;
// A longer text is refused.
inline constexpr std::size_t kMaxTextMessageBytes = 64 * 1024;
// A pull answer holds at least one message and otherwise stays within both, far from the largest protocol message.
inline constexpr std::size_t kMaxPulledMessages = 100;
inline constexpr std::size_t kMaxPulledBytes = 128 * 1024;

class Mailboxes {
 public:
  struct Posted {
    payload::TextMessage message;
    bool repeated = false;  // was in the mailbox already: the sender's client tried again
  };

  // Times of an app's messages grow strictly: the stamp is `now_ms` or a little later. `client_id` tells a repetition from a new
  // message of the same text; 0 never does. `uid` names the message if it is new. Error: the text exceeds kMaxTextMessageBytes.
  Result<Posted> post(const UserId& from, const UserId& to, const payload::UpstreamText& text, std::int64_t now_ms,
                      std::string uid);

  // What the user has not seen by its own account. Answers never fall behind the request.
  payload::PullAnswer pull(const UserId& user, const payload::PullRequest& request) const;

 private:
  struct Kept {
    payload::TextMessage message;
    std::int64_t client_id = 0;
  };

  std::int64_t last_ms_ = 0;
  std::unordered_map<UserId, std::deque<Kept>> boxes_;
};

}  // namespace redial::mock_server
