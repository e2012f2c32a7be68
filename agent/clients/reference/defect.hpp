// The seam for defects: what stands between app, machine and network, and may make the client break a promise on purpose.
// The healthy client has none and knows of none in particular; those that exist are in zoo/.
#pragma once

#include <variant>
#include <vector>

#include "agent/clients/reference/api_profile.hpp"
#include "core/control/client_command.hpp"
#include "core/session/client_session.hpp"

namespace redial::agent::reference {

// What a defect can have happen by itself: an event for the machine, an action as if the machine had asked for it, a call as if
// the app had made it, or something that the app is told.
using Mischief = std::variant<session::client::Event, session::client::Action, control::ClientCommand, trace::Event>;

// The client, as far as a defect reaches it.
class DefectReach {
 public:
  virtual TimePoint now() const = 0;
  virtual session::client::State state() const = 0;
  virtual void later(Duration delay, Mischief mischief) = 0;

 protected:
  ~DefectReach() = default;
};

// One per client. Each hook sees everything of its kind, in order, and may change, drop, double or add. By default it leaves all
// as it is.
class Defect {
 public:
  virtual ~Defect() = default;
  void attach(DefectReach& reach) { reach_ = &reach; }  // before the first hook is called

  virtual void on_config(session::client::Config&) {}
  // A call of the app, before the client sees it.
  virtual void on_command(control::ClientCommand&) {}
  // What the machine is about to handle: one event, unless the defect says otherwise.
  virtual void on_event(std::vector<session::client::Event>&) {}
  // What the machine wants done because of `cause`.
  virtual void on_actions(const session::client::Event& /*cause*/, std::vector<session::client::Action>&) {}
  // What the app is about to be told; time, client and epoch are stamped afterwards.
  virtual void on_told(Observations&) {}

 protected:
  DefectReach& reach() const { return *reach_; }

 private:
  DefectReach* reach_ = nullptr;
};

}  // namespace redial::agent::reference
