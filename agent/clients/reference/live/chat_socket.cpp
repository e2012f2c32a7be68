// Both dialects: a dial of net/, and whoever it hands the open socket to.
#include "agent/clients/reference/live/chat_socket.hpp"

#include <utility>

#include "core/base/result.hpp"
#include "net/native_dial.hpp"
#include "net/websocket.hpp"

namespace redial::agent::reference {
namespace {

constexpr std::uint16_t kNoCloseFrame = 1006;

// `Socket` and `Dial` are those of one dialect; handing on what the socket says is left to a derived class.
template <class Socket, class Dial>
class Dialled : public ChatSocket, protected Socket::Handler {
 public:
  Dialled(net::Loop& loop, const net::TlsContext& tls, const std::string& url, Epoch epoch, Owner& owner,
          const std::string& source)
      : loop_(loop),
        epoch_(epoch),
        owner_(owner),
        dial_(
            loop, tls, url, [this](auto result) { on_dialled(std::move(result)); }, source) {}
  ~Dialled() override { loop_.dispose(std::move(socket_)); }

  bool is_open() const override { return socket_ != nullptr; }
  void send(const wire::Bytes& message) override { socket_->send(message); }
  void close() override { socket_->close(); }
  void reset() override { socket_->reset(); }

 protected:
  void tell_closed(std::uint16_t code, const std::string& why) { owner_.on_closed(epoch_, code, why); }

 private:
  void on_dialled(Result<std::unique_ptr<Socket>> result) {
    if (!result) return owner_.on_failed(epoch_, to_text(result.error()));
    socket_ = std::move(*result);
    socket_->set_handler(this);
    owner_.on_opened(epoch_);
  }
  void on_message(const wire::Bytes& message) override { owner_.on_message(epoch_, message); }

  net::Loop& loop_;
  Epoch epoch_;
  Owner& owner_;
  std::unique_ptr<Socket> socket_;
  Dial dial_;  // last: it may call back as soon as it exists
};

class WebChatSocket final : public Dialled<net::WebSocket, net::WebSocketDial> {
 public:
  using Dialled::Dialled;

 private:
  void on_closed(std::uint16_t code, const std::string& why) override { tell_closed(code, why); }
};

class NativeChatSocket final : public Dialled<net::NativeSocket, net::NativeDial> {
 public:
  using Dialled::Dialled;

 private:
  void on_closed(const std::string& why) override { tell_closed(kNoCloseFrame, why); }
};

}  // namespace

std::unique_ptr<ChatSocket> ChatSocket::dial(net::Loop& loop, const net::TlsContext& tls, const std::string& url, Epoch epoch,
                                             Owner& owner, const std::string& source) {
  if (url.starts_with("ws")) return std::make_unique<WebChatSocket>(loop, tls, url, epoch, owner, source);
  return std::make_unique<NativeChatSocket>(loop, tls, url, epoch, owner, source);
}

}  // namespace redial::agent::reference
