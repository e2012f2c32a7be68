// The faults of navigation, one class for all: what each does to the answer is a line of its own.
#pragma once

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

// The port of dead addresses: reserved on every machine, served on none, and not among those that browsers refuse to dial.
inline constexpr int kDeadPort = 2;
// What a redirect puts in front of the path. Requests that have it are not redirected again.
inline constexpr std::string_view kMovedPrefix = "/moved";

// The user named by an answer that names the wrong one.
inline constexpr std::string_view kOtherUser = "somebody-else";

class NavigationFault final : public fault::NavigationPolicy {
 public:
  // Precondition: fault::validate(spec), of the family navigation.
  explicit NavigationFault(const fault::FaultSpec& spec) : spec_(spec) {}

  bool on_navigation(fault::NavigationDraft& draft) override;

 private:
  fault::FaultSpec spec_;
};

}  // namespace redial::mock_server
