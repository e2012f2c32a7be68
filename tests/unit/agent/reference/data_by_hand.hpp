// What a client keeps on its device, for tests: every store opens as `opening` says, and the token remembered last is known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agent/clients/reference/device.hpp"
#include "agent/clients/reference/local_data.hpp"

namespace redial::agent::reference {

class DataByHand final : public LocalData {
 public:
  Result<std::size_t> open_store(const std::string& user) override {
    opened_for.push_back(user);
    return opening;
  }
  std::optional<std::string> user_of(const Token& token) const override { return device.user_of(token); }
  void remember(const Token& token, const std::string& user) override { device.remember(token, user); }

  Result<std::size_t> opening = std::size_t{3};
  std::vector<std::string> opened_for;
  Device device;
};

}  // namespace redial::agent::reference
