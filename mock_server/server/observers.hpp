// Who listens to which app, telling them, and remembering what was told for those who come later. Loop thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>

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
  // `remembered`: how many events of each app are kept.
  explicit Observers(std::size_t remembered) : remembered_(remembered) {}

  // Gives back the number by which to remove it. `with_recent`: what is remembered is told first, inside this call.
  std::uint64_t add(const AppKey& app, Observer observer, bool with_recent) {
    App& observed = apps_[app];
    if (with_recent)
      for (const trace::Event& event : observed.recent) observer.event(event);
    observed.observers.emplace(++last_, std::move(observer));
    return last_;
  }
  void remove(const AppKey& app, std::uint64_t number) {
    const auto found = apps_.find(app);
    if (found != apps_.end()) found->second.observers.erase(number);
  }
  // False: what happens to the app is neither told, remembered nor counted.
  bool listen_to(const AppKey& app) const { return remembered_ > 0 || apps_.contains(app); }
  void tell(const AppKey& app, const trace::Event& event) {
    if (remembered_ > 0) remember(apps_[app], event);
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
    std::deque<trace::Event> recent;
  };

  void remember(App& app, const trace::Event& event) const {
    app.recent.push_back(event);
    if (app.recent.size() > remembered_) app.recent.pop_front();
  }

  std::size_t remembered_;
  std::map<AppKey, App> apps_;
  std::uint64_t last_ = 0;
};

}  // namespace redial::mock_server
