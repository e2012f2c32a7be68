// One token of an app: sealed, and read again with its seal checked. What an app knows of its users is not asked.
#pragma once

#include <string>
#include <utility>

#include "benchmarks/work/require.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::work {

class Tokens {
 public:
  explicit Tokens(mock_server::Digests digests)
      : digests_(std::move(digests)),
        content_{.app_fingerprint = mock_server::fingerprint(AppKey("key"), digests_),
                 .user = UserId("user-0001"),
                 .label = TokenLabel("good"),
                 .issued_ms = 1'767'225'600'000,
                 .expires_ms = 1'767'312'000'000},
        sealed_(seal()) {}

  Token seal() const { return mock_server::seal(content_, kSecret, digests_); }

  // As a login does.
  void check() const {
    const auto read = mock_server::SealedToken::parse(sealed_);
    require(read && read->is_sealed_with(kSecret, digests_) && read->content().user == content_.user, "the token is good");
  }

 private:
  static constexpr const char* kSecret = "secret-of-the-app";

  mock_server::Digests digests_;
  mock_server::TokenContent content_;
  Token sealed_;
};

}  // namespace redial::work
