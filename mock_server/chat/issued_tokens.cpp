// See issued_tokens.hpp.
#include "mock_server/chat/issued_tokens.hpp"

#include <algorithm>
#include <utility>

namespace redial::mock_server {

void IssuedTokens::add(TokenContent content, Token token) {
  known_.push_back({std::move(content), std::move(token)});
  if (known_.size() > kMaxKnownTokens) known_.pop_front();
}

const IssuedTokens::Issued* IssuedTokens::find(std::int64_t issued_ms) const {
  const auto found = std::ranges::find(known_, issued_ms, [](const Issued& issued) { return issued.content.issued_ms; });
  return found == known_.end() ? nullptr : &*found;
}

Result<Done> IssuedTokens::expire(std::int64_t issued_ms, std::int64_t at_ms) {
  if (expired_.size() >= kMaxExpiredByHand)
    return Error{"too many tokens were expired by hand", "token", "make another app, or expire all tokens of a user"};
  const auto [entry, is_new] = expired_.try_emplace(issued_ms, at_ms);
  if (!is_new) entry->second = std::min(entry->second, at_ms);
  return Done{};
}

std::optional<std::int64_t> IssuedTokens::expired_by_hand(std::int64_t issued_ms) const {
  const auto found = expired_.find(issued_ms);
  return found == expired_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace redial::mock_server
