// What a tampered device refuses.
#include "agent/clients/reference/device.hpp"

namespace redial::agent::reference {

using control::StorageCondition;

Result<Done> Device::may_write(bool is_new) const {
  if (condition == StorageCondition::read_only) return Error{"the device is read-only", "storage", "make it intact again"};
  if (condition == StorageCondition::full && is_new) return Error{"the device is full", "storage", "make it intact again"};
  return Done{};
}

std::optional<std::string> Device::user_of(const Token& token) const {
  if (user_.empty() || token_ != token) return std::nullopt;
  return user_;
}

void Device::remember(const Token& token, const std::string& user) {
  if (!may_write(user_.empty())) return;
  token_ = token;
  user_ = user;
}

}  // namespace redial::agent::reference
