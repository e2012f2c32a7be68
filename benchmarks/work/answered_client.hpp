// The client's machine in a world that answers everything at once and with success, until the connection is taken from it.
#pragma once

#include <cstdint>

#include "core/session/client_session.hpp"

namespace redial::work {

class AnsweredClient {
 public:
  AnsweredClient();

  // All of these end online, which is asserted.
  void log_in();     // from the app's call: navigation, dial, CONNACK. Once.
  void reconnect();  // the socket is lost; back-off, dial, CONNACK
  void ping();       // and its answer

 private:
  void tell(const session::client::Event& event);

  template <class Action>
  void answer(const Action&) {}  // nobody needs to
  void answer(const session::client::AskNavigation& action);
  void answer(const session::client::Dial& action);
  void answer(const session::client::Send& action);
  void answer(const session::client::StartTimer& action);

  session::client::ClientSession session_;
  TimePoint now_{};
  std::uint64_t pings_ = 0;
};

}  // namespace redial::work
