// The tokens that an app has issued, as far as they are remembered: the latest, so that people can look them up, and the ends
// that were put to lifetimes by hand. Whether a token is any good is decided in token_check.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "core/base/result.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::mock_server {

inline constexpr std::size_t kMaxKnownTokens = 200;       // of an app; older ones go on working, and are forgotten here
inline constexpr std::size_t kMaxExpiredByHand = 10'000;  // of an app

class IssuedTokens {
 public:
  struct Issued {
    TokenContent content;
    Token token;
  };

  void add(TokenContent content, Token token);
  // By their issue times; null if it is not remembered.
  const Issued* find(std::int64_t issued_ms) const;
  // The token's lifetime ends at that time of the token clock, if not before. Error: kMaxExpiredByHand.
  Result<Done> expire(std::int64_t issued_ms, std::int64_t at_ms);
  std::optional<std::int64_t> expired_by_hand(std::int64_t issued_ms) const;
  const std::deque<Issued>& known() const { return known_; }  // in the order of issuing

 private:
  std::deque<Issued> known_;
  std::map<std::int64_t, std::int64_t> expired_;  // by issue time
};

}  // namespace redial::mock_server
