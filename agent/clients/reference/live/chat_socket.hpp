// One dial and the socket that it opens, carrying whole messages. It belongs to one epoch and knows no states beyond open or not.
#pragma once

#include <memory>
#include <string>

#include "core/base/ids.hpp"
#include "core/wire/bytes.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"

namespace redial::agent::reference {

// Loop thread only. May be destroyed inside its owner's callbacks, which closes what is open at once.
class ChatSocket {
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

  // Starts dialling `url`: ws or wss for the Web's dialect, tcp or tls for the native one. The owner must outlive the socket.
  // `source`: the IP address to dial from; the kernel's choice when empty.
  static std::unique_ptr<ChatSocket> dial(net::Loop& loop, const net::TlsContext& tls, const std::string& url, Epoch epoch,
                                          Owner& owner, const std::string& source = {});
  virtual ~ChatSocket() = default;

  virtual bool is_open() const = 0;
  virtual void send(const wire::Bytes& message) = 0;  // precondition: is_open()
  virtual void close() = 0;                           // gracefully; precondition: is_open()
  virtual void reset() = 0;                           // TCP RST; precondition: is_open()
};

}  // namespace redial::agent::reference
