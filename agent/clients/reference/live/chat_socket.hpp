// One dial and the socket that it opens, carrying whole messages. It belongs to one epoch and knows no states beyond open or not.
#pragma once

#include <memory>
#include <string>

#include "core/base/ids.hpp"
#include "core/wire/bytes.hpp"
#include "net/websocket.hpp"

namespace redial::agent::reference {

// Loop thread only. May be destroyed inside its owner's callbacks, which closes what is open at once.
class ChatSocket final : private net::WebSocket::Handler {
 public:
  class Owner {
   public:
    virtual void on_opened(Epoch epoch) = 0;
    // Once and last, unless it opened.
    virtual void on_failed(Epoch epoch, const std::string& why) = 0;
    virtual void on_message(Epoch epoch, const wire::Bytes& message) = 0;
    // Once and last after it opened, whoever closed it. `code` is the WebSocket close code, 1006 when there was none.
    virtual void on_closed(Epoch epoch, std::uint16_t code, const std::string& why) = 0;

   protected:
    ~Owner() = default;
  };

  // Starts dialling `url` (ws or wss). The owner must outlive the socket.
  ChatSocket(net::Loop& loop, const net::TlsContext& tls, const std::string& url, Epoch epoch, Owner& owner);
  ~ChatSocket();
  ChatSocket(const ChatSocket&) = delete;
  ChatSocket& operator=(const ChatSocket&) = delete;

  bool is_open() const { return socket_ != nullptr; }
  void send(const wire::Bytes& message);  // precondition: is_open()
  void close();                           // gracefully; precondition: is_open()

 private:
  void on_dialled(Result<std::unique_ptr<net::WebSocket>> result);
  void on_message(const wire::Bytes& message) override;
  void on_closed(std::uint16_t code, const std::string& why) override;

  net::Loop& loop_;
  Epoch epoch_;
  Owner& owner_;
  std::unique_ptr<net::WebSocket> socket_;
  net::WebSocketDial dial_;  // last: it may call back as soon as it exists
};

}  // namespace redial::agent::reference
