// The users of one app: who is registered, blocked, deactivated, and since when their tokens hold. It knows neither tokens nor
// connections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/time/time.hpp"

namespace redial::mock_server {

inline constexpr std::size_t kMaxUsers = 100'000;
// Of a user. Of more, the one that cuts earliest is forgotten: the others reach further.
inline constexpr std::size_t kMaxRevocations = 16;

class Accounts {
 public:
  explicit Accounts(std::size_t max_users = kMaxUsers) : max_users_(max_users) {}

  // Each registers the user if need be. Errors: a user id that is empty, above kMaxUserIdBytes or not UTF-8; too many users.
  Result<Done> add(const UserId& user);
  Result<Done> block(const UserId& user, TimePoint until);
  Result<Done> unblock(const UserId& user);
  Result<Done> set_deactivated(const UserId& user, bool deactivated);
  // Tokens issued before that Unix time are revoked from `now` on; an earlier revocation is never taken back.
  Result<Done> revoke_before(const UserId& user, std::int64_t issued_ms, TimePoint now);
  // The user's token of that time has logged in from a device; the first time counts. Does nothing for unknown users.
  void use_token(const UserId& user, std::int64_t issued_ms, const std::string& device);

  // Unknown users are in order.
  bool is_deactivated(const UserId& user) const;
  // Since when it is; nothing if it is not.
  std::optional<TimePoint> revoked_at(const UserId& user, std::int64_t issued_ms) const;
  // Until when; nothing if it is not blocked now.
  std::optional<TimePoint> blocked_until(const UserId& user, TimePoint now) const;
  // In the order of their ids.
  std::vector<std::pair<UserId, TimePoint>> blocked(TimePoint now) const;  // until when
  std::vector<UserId> deactivated() const;
  // The device that used the token; null before its first use.
  const std::string* first_device(const UserId& user, std::int64_t issued_ms) const;

  std::size_t size() const { return accounts_.size(); }
  // All of them, in no order.
  std::vector<UserId> users() const;

 private:
  struct Account {
    std::optional<TimePoint> blocked_until;
    bool deactivated = false;
    std::map<std::int64_t, TimePoint> revocations;  // by the issue time that they cut at
    std::map<std::int64_t, std::string> used;       // tokens by issue time, with their first device
  };

  Result<Account*> account(const UserId& user);
  const Account* find(const UserId& user) const;

  std::size_t max_users_;
  std::unordered_map<UserId, Account> accounts_;
};

}  // namespace redial::mock_server
