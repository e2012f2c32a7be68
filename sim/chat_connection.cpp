// The layers of a chat connection.
#include "sim/chat_connection.hpp"

#include <utility>

#include "sim/faulty_stream.hpp"
#include "sim/tls_stream.hpp"

namespace redial::sim {
namespace {

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

ChatConnection::~ChatConnection() { world_.dispose(std::move(stream_)); }

void ChatConnection::start_tls(fault::TlsFlaw flaw) {
  stream_ = TlsStream::server(std::move(stream_), flaw);
  stream_->set_handler(this);
}

void ChatConnection::end(const mock_server::EndConnection& output) {
  output.how == mock_server::EndConnection::How::reset ? stream_->reset() : stream_->close();
}

void ChatConnection::on_closed(const std::string& why) { handler_.on_closed(id_, in_words(why)); }

}  // namespace redial::sim
