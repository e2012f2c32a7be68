// See accounts.hpp.
#include "mock_server/chat/accounts.hpp"

#include <algorithm>
#include <string>

#include "core/wire/utf8.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::mock_server {

Result<Accounts::Account*> Accounts::account(const UserId& user) {
  if (user.value.empty() || user.value.size() > kMaxUserIdBytes || !wire::is_utf8(user.value))
    return Error{"not a user id", "user", "use UTF-8 of 1 to " + std::to_string(kMaxUserIdBytes) + " bytes"};
  if (const auto found = accounts_.find(user); found != accounts_.end()) return &found->second;
  if (accounts_.size() >= max_users_)
    return Error{"the app has " + std::to_string(max_users_) + " users already", "user", "make another app"};
  return &accounts_[user];
}

const Accounts::Account* Accounts::find(const UserId& user) const {
  const auto found = accounts_.find(user);
  return found == accounts_.end() ? nullptr : &found->second;
}

Result<Done> Accounts::add(const UserId& user) {
  const auto entry = account(user);
  return entry ? Result<Done>(Done{}) : entry.error();
}

Result<Done> Accounts::block(const UserId& user, TimePoint until) {
  const auto entry = account(user);
  if (!entry) return entry.error();
  (*entry)->blocked_until = until;
  return Done{};
}

Result<Done> Accounts::unblock(const UserId& user) {
  const auto entry = account(user);
  if (!entry) return entry.error();
  (*entry)->blocked_until.reset();
  return Done{};
}

Result<Done> Accounts::set_deactivated(const UserId& user, bool deactivated) {
  const auto entry = account(user);
  if (!entry) return entry.error();
  (*entry)->deactivated = deactivated;
  return Done{};
}

Result<Done> Accounts::revoke_before(const UserId& user, std::int64_t issued_ms, TimePoint now) {
  const auto entry = account(user);
  if (!entry) return entry.error();
  auto& revocations = (*entry)->revocations;
  revocations.try_emplace(issued_ms, now);
  if (revocations.size() > kMaxRevocations) revocations.erase(revocations.begin());
  return Done{};
}

void Accounts::use_token(const UserId& user, std::int64_t issued_ms, const std::string& device) {
  if (const auto found = accounts_.find(user); found != accounts_.end()) found->second.used.try_emplace(issued_ms, device);
}

std::optional<TimePoint> Accounts::blocked_until(const UserId& user, TimePoint now) const {
  const Account* account = find(user);
  const bool is_blocked = account != nullptr && account->blocked_until && now < *account->blocked_until;
  return is_blocked ? account->blocked_until : std::nullopt;
}

bool Accounts::is_deactivated(const UserId& user) const {
  const Account* account = find(user);
  return account != nullptr && account->deactivated;
}

std::optional<TimePoint> Accounts::revoked_at(const UserId& user, std::int64_t issued_ms) const {
  const Account* account = find(user);
  if (account == nullptr) return std::nullopt;
  std::optional<TimePoint> first;
  for (auto cut = account->revocations.upper_bound(issued_ms); cut != account->revocations.end(); ++cut)
    if (!first || cut->second < *first) first = cut->second;
  return first;
}

std::vector<UserId> Accounts::users() const {
  std::vector<UserId> users;
  for (const auto& [user, account] : accounts_) users.push_back(user);
  return users;
}

std::vector<std::pair<UserId, TimePoint>> Accounts::blocked(TimePoint now) const {
  std::vector<std::pair<UserId, TimePoint>> blocked;
  for (const auto& [user, account] : accounts_)
    if (account.blocked_until && now < *account.blocked_until) blocked.emplace_back(user, *account.blocked_until);
  std::ranges::sort(blocked);
  return blocked;
}

std::vector<UserId> Accounts::deactivated() const {
  std::vector<UserId> deactivated;
  for (const auto& [user, account] : accounts_)
    if (account.deactivated) deactivated.push_back(user);
  std::ranges::sort(deactivated);
  return deactivated;
}

const std::string* Accounts::first_device(const UserId& user, std::int64_t issued_ms) const {
  const Account* account = find(user);
  if (account == nullptr) return nullptr;
  const auto use = account->used.find(issued_ms);
  return use == account->used.end() ? nullptr : &use->second;
}

}  // namespace redial::mock_server
