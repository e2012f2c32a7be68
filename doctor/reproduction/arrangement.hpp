// How the mock server is brought to refuse a token for a given cause: what has to be done when the token is issued, and what
// later, where it was good at first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doctor/case/case.hpp"
#include "doctor/diagnosis/cause.hpp"
#include "doctor/reproduction/scenario_parts.hpp"

namespace redial::doctor {

struct RefusedToken {
  std::string label, user;  // as the scenario calls them
  Cause cause = Cause::none;
  const SeenToken* seen = nullptr;  // null: nothing is known of its text
  // How the refusal reached the client: an HTTP status of navigation, or a status of CONNACK.
  bool at_navigation = false;
  std::int32_t status = 4;
  bool was_good = false;  // it was accepted before
};

struct Arrangement {
  std::vector<Node> issue;  // steps, in place of the plain issue-token
  std::vector<Node> turn;   // steps that turn a good token bad; empty if it was never good
  std::vector<Node> mend;   // steps after which it is accepted; empty if nothing does that
  // What the app's policy must say so that the status is the observed one: "expired", "connack-10". Empty: the default does.
  std::string verdict, answer;
  bool foreign = false;          // needs a second app, "other"
  bool unknown_app_key = false;  // the client presents an AppKey that no app has
  bool used_elsewhere = false;   // another device has to log in with it first
};

Arrangement arranged(const RefusedToken& token);

// The cause that a status of CONNACK stands for by itself, where nothing more is known.
Cause usual_cause(std::int32_t connack_status);

}  // namespace redial::doctor
