// What a client keeps on its device, beyond the life of the app's process: a message store for each user, and whose the token is
// that it was connected with last. Where and how is left to the client's world.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"

namespace redial::agent::reference {

class LocalData {
 public:
  // Opens the message store of a user, instead of the one open before, and says how many messages it holds. Errors: it cannot be
  // made, read or written.
  virtual Result<std::size_t> open_store(const std::string& user) = 0;

  // The user of this token, if it is the one remembered last.
  virtual std::optional<std::string> user_of(const Token& token) const = 0;
  // Instead of the one before. What cannot be written is not remembered.
  virtual void remember(const Token& token, const std::string& user) = 0;

 protected:
  ~LocalData() = default;
};

}  // namespace redial::agent::reference
