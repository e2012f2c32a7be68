// The way in: the upgrade request with its login claim, and the answers to it.
#include "sim/web_connection.hpp"

#include <utility>

#include "mock_server/chat/login_claim.hpp"

namespace redial::sim {
namespace {

// "GET /websocket?appId=… HTTP/1.1"
std::string query_of(const std::string& first_line) {
  const auto begin = first_line.find('?');
  return begin == first_line.npos ? "" : first_line.substr(begin + 1, first_line.rfind(' ') - begin - 1);
}

// As long as a real one, so that faults that count bytes strike at the same place.
HttpText upgraded() {
  return {"HTTP/1.1 101 Switching Protocols",
          {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Accept", std::string(28, 'A')}},
          {}};
}

}  // namespace

WebConnection::~WebConnection() { world_.dispose(std::move(socket_)); }

void WebConnection::on_bytes(std::span<const std::uint8_t> bytes) {
  if (const auto request = reader_.read(bytes)) {
    handler_.on_upgrade_asked(id_, mock_server::login_claim(query_of(request->first_line)));
  }
}

void WebConnection::answer_upgrade(const fault::UpgradeFate& fate) {
  using End = fault::UpgradeFate::End;
  if (socket_) return;
  if (fate.end == End::garbage) return stream_->send(as_bytes("no HTTP at all\r\n\r\n"));
  if (fate.end != End::accepted) {
    return stream_->send(as_bytes(to_text({"HTTP/1.1 " + std::to_string(fate.http_status), {}, {}})));
  }
  stream_->send(as_bytes(to_text(upgraded())));
  WebSocket::Handler* handler = this;
  socket_ = std::make_unique<WebSocket>(world_, std::move(stream_), wire::WebSocketReader::Role::server, handler);
  handler_.on_upgraded(id_);
  if (!reader_.rest().empty()) socket_->read(as_bytes(reader_.rest()));
}

void WebConnection::send(const mock_server::SendBytes& output) {
  if (socket_) socket_->send(output.message, output.framing);
}

void WebConnection::end(const mock_server::EndConnection& output) {
  const bool is_reset = output.how == mock_server::EndConnection::How::reset;
  if (!socket_) return ChatConnection::end(output);
  is_reset ? socket_->reset() : socket_->close(output.close_code);
}

}  // namespace redial::sim
