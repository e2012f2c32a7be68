// The apps of a mock server, by AppKey and by the fingerprint that tokens carry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "mock_server/chat/app.hpp"
#include "mock_server/chat/digests.hpp"

namespace redial::mock_server {

inline constexpr std::size_t kMaxApps = 1000;
inline constexpr std::size_t kMaxAppKeyBytes = 64;

std::string new_secret(const Digests& digests);

class Apps {
 public:
  // Generates AppKey and secret where empty. Errors: the AppKey is taken or too long, a policy that cannot be, kMaxApps.
  Result<App*> create(const control::CreateApp& app, const Digests& digests);
  void erase(const AppKey& app) {
    apps_.erase(app);
    secrets_changed();
  }

  // Changes whenever tokens may be read differently: with the apps, and with their secrets.
  std::uint64_t secrets_version() const { return secrets_version_; }
  // To be told of a secret that has changed.
  void secrets_changed() { ++secrets_version_; }

  // nullptr if there is none.
  App* find(const AppKey& app);
  const App* find(const AppKey& app) const;
  std::vector<const App*> all() const;  // in the order of making
  const App* find_fingerprint(std::string_view fingerprint) const;

 private:
  std::uint32_t last_generation_ = 0;
  std::uint64_t secrets_version_ = 0;
  std::unordered_map<AppKey, std::unique_ptr<App>> apps_;
};

}  // namespace redial::mock_server
