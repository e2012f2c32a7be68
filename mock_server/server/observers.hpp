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
    apps_[app].emplace(++last_, std::move(observer));
    return last_;
  }
  void remove(const AppKey& app, std::uint64_t number) {
    const auto found = apps_.find(app);
    if (found != apps_.end()) found->second.erase(number);
  }
  void tell(const AppKey& app, const trace::Event& event) {
    const auto found = apps_.find(app);
    if (found == apps_.end()) return;
    for (const auto& [number, observer] : found->second) observer.event(event);
  }
  void end(const AppKey& app) {
    const auto ended = apps_.extract(app);
    if (ended.empty()) return;
    for (const auto& [number, observer] : ended.mapped()) observer.ended();
  }

 private:
  std::map<AppKey, std::map<std::uint64_t, Observer>> apps_;
  std::uint64_t last_ = 0;
};

}  // namespace redial::mock_server
