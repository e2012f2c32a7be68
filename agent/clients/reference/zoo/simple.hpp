// Defects without memory: one hook, one function. What must remember something is a class in the file of its family.
#pragma once

#include <algorithm>
#include <memory>
#include <variant>

#include "agent/clients/reference/defect.hpp"

namespace redial::agent::reference::zoo {

using session::client::Action;
using session::client::Config;
using MachineEvent = session::client::Event;

template <class T, class Variant>
bool is(const Variant& value) {
  return std::holds_alternative<T>(value);
}

// The first T among `actions`; null if there is none.
template <class T>
T* find(std::vector<Action>& actions) {
  for (auto& action : actions)
    if (auto* found = std::get_if<T>(&action)) return found;
  return nullptr;
}

// Does it start `timer`?
inline bool starts(const Action& action, session::client::Timer timer) {
  const auto* start = std::get_if<session::client::StartTimer>(&action);
  return start && start->timer == timer;
}

inline bool is_connect_result(const trace::Event& told) {
  return told.kind == trace::EventKind::result && told.name == "connect";
}

// For the tables: a T made with these.
template <class T, auto... arguments>
std::unique_ptr<Defect> make() {
  return std::make_unique<T>(arguments...);
}

// The client is configured in another way than its documentation says.
class Misconfigured final : public Defect {
 public:
  explicit Misconfigured(void (*change)(Config&)) : change_(change) {}

 private:
  void on_config(Config& config) override { change_(config); }
  void (*change_)(Config&);
};

// Something never reaches the machine.
class Deaf final : public Defect {
 public:
  explicit Deaf(bool (*is_missed)(const MachineEvent&)) : is_missed_(is_missed) {}

 private:
  void on_event(std::vector<MachineEvent>& events) override { std::erase_if(events, is_missed_); }
  bool (*is_missed_)(const MachineEvent&);
};

// What the machine handles is not what came.
class Misheard final : public Defect {
 public:
  explicit Misheard(void (*change)(MachineEvent&)) : change_(change) {}

 private:
  void on_event(std::vector<MachineEvent>& events) override { std::for_each(events.begin(), events.end(), change_); }
  void (*change_)(MachineEvent&);
};

// Something that the machine wants done is not done.
class Neglectful final : public Defect {
 public:
  explicit Neglectful(bool (*is_left_out)(const MachineEvent& cause, const Action&)) : is_left_out_(is_left_out) {}

 private:
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    std::erase_if(actions, [&](const Action& action) { return is_left_out_(cause, action); });
  }
  bool (*is_left_out_)(const MachineEvent&, const Action&);
};

// Something is done in another way than the machine wants it done.
class Wayward final : public Defect {
 public:
  explicit Wayward(void (*change)(const MachineEvent& cause, Action&)) : change_(change) {}

 private:
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    for (auto& action : actions) change_(cause, action);
  }
  void (*change_)(const MachineEvent&, Action&);
};

// The app is not told.
class Silent final : public Defect {
 public:
  explicit Silent(bool (*is_lost)(const trace::Event&)) : is_lost_(is_lost) {}

 private:
  void on_told(Observations& told) override { std::erase_if(told, is_lost_); }
  bool (*is_lost_)(const trace::Event&);
};

// The app is told twice; the repetition can differ.
class Repetitive final : public Defect {
 public:
  explicit Repetitive(bool (*is_repeated)(const trace::Event&), void (*change)(trace::Event&) = nullptr)
      : is_repeated_(is_repeated), change_(change) {}

 private:
  void on_told(Observations& told) override {
    Observations with_repetitions;
    for (const auto& event : told) {
      with_repetitions.push_back(event);
      if (!is_repeated_(event)) continue;
      with_repetitions.push_back(event);
      if (change_) change_(with_repetitions.back());
    }
    told = std::move(with_repetitions);
  }
  bool (*is_repeated_)(const trace::Event&);
  void (*change_)(trace::Event&);
};

// The app is told something else.
class Untruthful final : public Defect {
 public:
  explicit Untruthful(void (*change)(trace::Event&)) : change_(change) {}

 private:
  void on_told(Observations& told) override { std::for_each(told.begin(), told.end(), change_); }
  void (*change_)(trace::Event&);
};

}  // namespace redial::agent::reference::zoo
