// The layers of a chat connection, and the way in.
#include "sim/chat_connection.hpp"

#include <utility>

#include "mock_server/chat/login_claim.hpp"
#include "sim/faulty_stream.hpp"
#include "sim/tls_stream.hpp"

namespace redial::sim {
namespace {

using mock_server::EndConnection;

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

std::string in_words(const std::string& why) {
  if (why == "closed by peer") return "closed by the client";
  if (why == "reset by peer") return "reset by the client";
  return why;
}

}  // namespace

ChatConnection::ChatConnection(World& world, ConnectionId id, std::unique_ptr<Stream> stream, Handler& handler)
    : world_(world), id_(id), handler_(handler) {
  stream_ = std::make_unique<FaultyStream>(world, std::move(stream),
                                           [this](auto direction, auto size) { return handler_.filter(id_, direction, size); });
  stream_->set_handler(this);
}

ChatConnection::~ChatConnection() {
  world_.dispose(std::move(stream_));
  world_.dispose(std::move(socket_));
}

void ChatConnection::start_tls(fault::TlsFlaw flaw) {
  stream_ = TlsStream::server(std::move(stream_), flaw);
  stream_->set_handler(this);
}

void ChatConnection::on_bytes(std::span<const std::uint8_t> bytes) {
  if (const auto request = reader_.read(bytes)) {
    handler_.on_upgrade_asked(id_, mock_server::login_claim(query_of(request->first_line)));
  }
}

void ChatConnection::answer_upgrade(const fault::UpgradeFate& fate) {
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

void ChatConnection::send(const mock_server::SendBytes& output) {
  if (socket_) socket_->send(output.message, output.framing);
}

void ChatConnection::end(const EndConnection& output) {
  const bool is_reset = output.how == EndConnection::How::reset;
  if (socket_) return is_reset ? socket_->reset() : socket_->close(output.close_code);
  is_reset ? stream_->reset() : stream_->close();
}

void ChatConnection::on_closed(const std::string& why) { handler_.on_closed(id_, in_words(why)); }

}  // namespace redial::sim
