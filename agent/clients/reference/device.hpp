// What a scenario has made of a client's device, and the token remembered there: what LocalData have in common in all worlds. It
// keeps no messages.
#pragma once

#include <optional>
#include <string>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/control/client_command.hpp"

namespace redial::agent::reference {

class Device {
 public:
  // Whether anything can be written there, which takes room if it `is_new`. Errors: read-only, full.
  Result<Done> may_write(bool is_new = true) const;

  control::StorageCondition condition = control::StorageCondition::intact;  // intact, read_only or full

  std::optional<std::string> user_of(const Token& token) const;
  void remember(const Token& token, const std::string& user);

 private:
  Token token_;
  std::string user_;  // empty: none is remembered
};

}  // namespace redial::agent::reference
