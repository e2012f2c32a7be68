// Who listens to which app, and telling them. Loop thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "core/base/ids.hpp"
#include "core/trace/event.hpp"

namespace redial::mock_server {

// Called on the server's loop: must not block and must not wait for the server. `ended`, once and last: the app was deleted.
struct Observer {
  std::function<void(const trace::Event&)> event;
  std::function<void()> ended;
};

class Observers {
 public:
  // Gives back the number by which to remove it.
  std::uint64_t add(const AppKey& app, Observer observer) {
    apps_[app].observers.emplace(++last_, std::move(observer));
    return last_;
  }
  void remove(const AppKey& app, std::uint64_t number) {
    const auto found = apps_.find(app);
    if (found != apps_.end()) found->second.observers.erase(number);
  }
  void tell(const AppKey& app, const trace::Event& event) {
    const auto found = apps_.find(app);
    if (found == apps_.end()) return;
    ++found->second.told;
    for (const auto& [number, observer] : found->second.observers) observer.event(event);
  }
  // Events told of the app since it was first observed.
  std::uint64_t told(const AppKey& app) const {
    const auto found = apps_.find(app);
    return found == apps_.end() ? 0 : found->second.told;
  }
  void end(const AppKey& app) {
    const auto ended = apps_.extract(app);
    if (ended.empty()) return;
    for (const auto& [number, observer] : ended.mapped().observers) observer.ended();
  }

 private:
  struct App {
    std::map<std::uint64_t, Observer> observers;
    std::uint64_t told = 0;
  };
  std::map<AppKey, App> apps_;
  std::uint64_t last_ = 0;
};

}  // namespace redial::mock_server
