// One chat connection above its bytes, in either dialect. What messages mean is the chat server's business.
#pragma once

#include <memory>
#include <string>

#include "mock_server/chat/chat_server.hpp"

namespace redial::mock_server {

class ChatConnection {
 public:
  // Calls come on the loop's thread.
  class Handler {
   public:
    // To be answered with `answer_upgrade`, now or later.
    virtual void on_upgrade_asked(ConnectionId connection, const LoginClaim& claim) = 0;
    virtual void on_message(ConnectionId connection, const wire::Bytes& message) = 0;
    // What came is not the protocol.
    virtual void on_garbage(ConnectionId connection, const std::string& why) = 0;
    // Once and last.
    virtual void on_closed(ConnectionId connection, const std::string& how) = 0;

   protected:
    ~Handler() = default;
  };

  ChatConnection(ConnectionId id, Handler& handler) : id_(id), handler_(&handler) {}
  virtual ~ChatConnection() = default;
  ChatConnection(const ChatConnection&) = delete;
  ChatConnection& operator=(const ChatConnection&) = delete;

  void set_handler(Handler* handler) { handler_ = handler; }  // null silences it

  // Whose `after` is over. A refused upgrade ends the connection. Precondition: asked for, not answered yet.
  virtual void answer_upgrade(const fault::UpgradeFate& fate) = 0;
  // Precondition for what is sent to arrive: the upgrade was accepted.
  virtual void send(const SendBytes& output) = 0;
  virtual void end(EndConnection::How how, std::uint16_t close_code = wire::kCloseNormal) = 0;

 protected:
  void tell_upgrade_asked(const LoginClaim& claim) const;
  void tell_message(const wire::Bytes& message) const;
  void tell_garbage(const std::string& why) const;
  void tell_closed(const std::string& why) const;  // `why` as a byte stream says it

 private:
  ConnectionId id_;
  Handler* handler_;
};

}  // namespace redial::mock_server
