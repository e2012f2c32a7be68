// What the Web API (a promise and connection events) promises beyond the common rules.
#include "scenarios/engine/contract/transitions.hpp"

namespace redial::scenarios::contract {
namespace {

using enum trace::ConnectionStatus;

Finding status_transitions(const Timeline& timeline) {
  static const Transitions table = {
      {none, {connecting, disconnected}},
      {connecting, {connecting, connected, suspended, disconnected}},
      {connected, {suspended, connecting, disconnected}},
      {suspended, {connecting, disconnected}},
      {disconnected, {connecting, disconnected}},
  };
  return follows(timeline, table);
}

}  // namespace

std::vector<Rule> web_rules() {
  return {
      {"web-status-transitions",
       "Connected follows connecting, a drop is told as suspended and followed by connecting, and disconnected is final until "
       "the app connects again.",
       "Web connection status pages: SUSPEND, then CONNECTING and CONNECTED by the SDK itself; DISCONNECT ends the connection",
       {"web"},
       status_transitions},
  };
}

}  // namespace redial::scenarios::contract
