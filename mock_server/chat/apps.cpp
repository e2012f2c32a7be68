// See apps.hpp.
#include "mock_server/chat/apps.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/text_encodings.hpp"
#include "mock_server/chat/policies.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::mock_server {

namespace {

constexpr std::size_t kAppKeyRandomBytes = 8;
constexpr std::size_t kSecretRandomBytes = 16;

}  // namespace

std::string new_secret(const Digests& digests) { return to_hex(digests.random(kSecretRandomBytes)); }

Result<App*> Apps::create(const control::CreateApp& wanted, const Digests& digests) {
  if (const auto valid = validate(wanted.policy); !valid) return valid.error();
  if (apps_.size() >= kMaxApps)
    return Error{"the server has " + std::to_string(kMaxApps) + " apps already", "", "delete some first"};
  if (wanted.app_key.value.size() > kMaxAppKeyBytes)
    return Error{"the AppKey is too long", "app_key", "use at most " + std::to_string(kMaxAppKeyBytes) + " bytes"};
  if (find(wanted.app_key) != nullptr)
    return Error{"the AppKey is taken", "app_key", "delete that app first, or leave the AppKey empty"};

  auto app = std::make_unique<App>();
  app->endpoints.app_key = wanted.app_key.value.empty() ? AppKey(to_hex(digests.random(kAppKeyRandomBytes))) : wanted.app_key;
  app->endpoints.secret = wanted.secret.empty() ? new_secret(digests) : wanted.secret;
  app->label = wanted.label;
  app->policy = wanted.policy;
  app->seed = wanted.seed;
  app->generation = ++last_generation_;
  app->fingerprint = fingerprint(app->key(), digests);
  App* created = app.get();
  apps_.emplace(created->key(), std::move(app));
  secrets_changed();
  return created;
}

App* Apps::find(const AppKey& app) { return const_cast<App*>(std::as_const(*this).find(app)); }

const App* Apps::find(const AppKey& app) const {
  const auto found = apps_.find(app);
  return found == apps_.end() ? nullptr : found->second.get();
}

std::vector<const App*> Apps::all() const {
  std::vector<const App*> apps;
  for (const auto& [key, app] : apps_) apps.push_back(app.get());
  std::ranges::sort(apps, {}, &App::generation);
  return apps;
}

const App* Apps::find_fingerprint(std::string_view fingerprint) const {
  for (const auto& [key, app] : apps_)
    if (app->fingerprint == fingerprint) return app.get();
  return nullptr;
}

}  // namespace redial::mock_server
