// The layers of a chat connection, put on top of each other, and the way in: the upgrade request with its login claim.
#include "mock_server/server/chat_connection.hpp"

#include "mock_server/server/filtered_stream.hpp"
#include "mock_server/server/http_service.hpp"
#include "mock_server/chat/login_claim.hpp"

namespace redial::mock_server {
namespace {

constexpr std::string_view kChatPath = "/websocket";

std::string in_words(const std::string& why) {
  if (why == "closed by peer") return "closed by the client";
  if (why == "reset by peer") return "reset by the client";
  return why;
}

}  // namespace

ChatConnection::ChatConnection(net::Loop& loop, ConnectionId id, std::unique_ptr<net::ByteStream> stream,
                               const net::TlsContext* tls, Handler& handler)
    : loop_(loop), id_(id), handler_(&handler) {
  stream = std::make_unique<FilteredStream>(loop, std::move(stream),
                                            [this](auto direction, auto size) { return fate_of(direction, size); });
  if (tls) stream = net::tls_server(loop, *tls, std::move(stream));
  http_ = std::make_unique<net::HttpConnection>(std::move(stream));
  http_->set_handler(this);
}

ChatConnection::~ChatConnection() = default;

void ChatConnection::send(const wire::Bytes& message) {
  if (socket_) socket_->send(message);
}

void ChatConnection::end(EndConnection::How how) {
  const auto end_on = [how](auto& channel) { how == EndConnection::How::reset ? channel.reset() : channel.close(); };
  socket_ ? end_on(*socket_) : end_on(*http_);
}

void ChatConnection::on_request(net::HttpRequest request) {
  if (!request.path().ends_with(kChatPath)) {
    return http_->reply(unknown_path(request.path(), "GET …/websocket, as a WebSocket upgrade"));
  }
  if (!net::is_upgrade(request)) {
    return http_->reply({.status = 426,
                         .headers = {{"Content-Type", "application/json"}, {"Upgrade", "websocket"}},
                         .body = "{\"code\":426,\"errorMessage\":\"this path wants a WebSocket upgrade (RFC 6455)\"}\n"});
  }
  socket_ = net::accept_websocket(loop_, *http_, request);
  loop_.dispose(std::move(http_));
  socket_->set_handler(this);
  if (handler_) handler_->on_upgraded(id_, login_claim(request.query()));
}

void ChatConnection::on_message(const wire::Bytes& message) {
  if (handler_) handler_->on_message(id_, message);
}

void ChatConnection::on_closed(const std::string& why) {
  if (handler_) handler_->on_closed(id_, in_words(why));
}

void ChatConnection::on_closed(std::uint16_t, const std::string& why) { on_closed(why); }

fault::ChunkFate ChatConnection::fate_of(fault::Direction direction, std::size_t size) {
  return handler_ ? handler_->filter(id_, direction, size) : fault::PassChunk{};
}

}  // namespace redial::mock_server
