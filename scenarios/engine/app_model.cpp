// See app_model.hpp.
#include "scenarios/engine/app_model.hpp"

#include <algorithm>

#include "scenarios/engine/contract/reading.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios {
namespace {

// An earlier connect has been dealt with.
bool is_told(const trace::Event& event, std::int32_t code, CallId latest) {
  return contract::tells(event, code) && !contract::is_outdated(event, latest);
}

}  // namespace

AppModels::AppModels(const std::map<std::string, ClientSpec>& clients) {
  for (const auto& [name, client] : clients) {
    if (client.app_model) apps_.emplace(name, App{&*client.app_model, {}, false, 0, 0, false, {}});
  }
}

void AppModels::observe(const trace::Event& event, TimePoint now) {
  const auto found = apps_.find(event.client);
  if (found == apps_.end()) return;
  App& app = found->second;
  if (is_call(event, "connect")) {
    app.latest = event.call;
    app.is_calling = false;
  }
  if (is_own_end(event)) app.due.reset();  // the app wants no connection any more
  const bool free = !app.due && !app.is_calling && app.connected < app.model->connects_again;
  const auto is_meant = [&](std::int32_t code) { return is_told(event, code, app.latest); };
  if (free && std::ranges::any_of(app.model->on, is_meant)) app.due = now + app.model->after;
}

std::optional<TimePoint> AppModels::next_due() const {
  std::optional<TimePoint> next;
  for (const auto& [client, app] : apps_) {
    if (app.due && (!next || *app.due < *next)) next = app.due;
  }
  return next;
}

std::optional<AppModels::Deed> AppModels::take(TimePoint now) {
  for (auto& [client, app] : apps_) {
    if (app.due && *app.due <= now) return next_deed(client, app, now);
  }
  return std::nullopt;
}

std::optional<AppModels::Deed> AppModels::next_deed(const std::string& client, App& app, TimePoint now) {
  const std::string label = app.model->fetch_token ? renewed_token(client, app.connected + 1) : std::string();
  if (app.model->fetch_token && !app.has_token) {
    if (app.failed == app.model->fetch_fails) return Deed{Deed::What::fetch, client, label};
    ++app.failed;
    app.due = now + app.model->after;
    return Deed{Deed::What::fetch_fails, client, {}};
  }
  ++app.connected;
  app.has_token = false;
  app.due.reset();
  app.is_calling = true;
  return Deed{Deed::What::connect, client, label};
}

void AppModels::fetched(const std::string& client) { apps_.at(client).has_token = true; }

}  // namespace redial::scenarios
