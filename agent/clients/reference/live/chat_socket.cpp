// The chat connection: TCP, TLS where asked for, the WebSocket upgrade, then whole messages both ways.
#include "agent/clients/reference/live/chat_socket.hpp"

#include <utility>

namespace redial::agent::reference {

ChatSocket::ChatSocket(net::Loop& loop, const net::TlsContext& tls, const std::string& url, Epoch epoch, Owner& owner)
    : loop_(loop), epoch_(epoch), owner_(owner), dial_(loop, tls, url, [this](auto result) { on_dialled(std::move(result)); }) {}

ChatSocket::~ChatSocket() { loop_.dispose(std::move(socket_)); }

void ChatSocket::send(const wire::Bytes& message) { socket_->send(message); }

void ChatSocket::close() { socket_->close(); }

void ChatSocket::on_dialled(Result<std::unique_ptr<net::WebSocket>> result) {
  if (!result) return owner_.on_failed(epoch_, to_text(result.error()));
  socket_ = std::move(*result);
  socket_->set_handler(this);
  owner_.on_opened(epoch_);
}

void ChatSocket::on_message(const wire::Bytes& message) { owner_.on_message(epoch_, message); }

void ChatSocket::on_closed(std::uint16_t code, const std::string& why) { owner_.on_closed(epoch_, code, why); }

}  // namespace redial::agent::reference
