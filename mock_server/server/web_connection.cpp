// The way in: the upgrade request with its login claim, and the answers to it.
#include "mock_server/server/web_connection.hpp"

#include <utility>

#include "mock_server/chat/login_claim.hpp"
#include "mock_server/server/http_service.hpp"

namespace redial::mock_server {
namespace {

constexpr std::string_view kChatPath = "/websocket";
constexpr std::string_view kPingPath = "/ping";  // SDKs before 5.3 ask it which of their chat addresses answers first

net::HttpReply refusal(int status) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}},
          .body = "{\"code\":" + std::to_string(status) + ",\"errorMessage\":\"no upgrade\"}\n"};
}

// Right in every point but the key, which answers no request (RFC 6455, section 4.2.2).
net::HttpReply garbage() {
  return {
      .status = 101,
      .headers = {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Accept", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}},
      .body = {}};
}

}  // namespace

WebConnection::WebConnection(net::Loop& loop, ConnectionId id, std::unique_ptr<net::ByteStream> stream,
                             ChatConnection::Handler& handler)
    : ChatConnection(id, handler), loop_(loop), http_(std::make_unique<net::HttpConnection>(std::move(stream))) {
  http_->set_handler(this);
}

WebConnection::~WebConnection() = default;

void WebConnection::answer_upgrade(const fault::UpgradeFate& fate) {
  using End = fault::UpgradeFate::End;
  const auto request = std::exchange(upgrade_, std::nullopt);
  switch (fate.end) {
    case End::accepted:
      socket_ = net::accept_websocket(loop_, *http_, *request);
      loop_.dispose(std::move(http_));
      return socket_->set_handler(this);
    case End::refused:
      http_->reply(refusal(fate.http_status));
      return http_->close();
    case End::garbage:
      return http_->reply(garbage());
    case End::unanswered:
      return;
  }
}

void WebConnection::send(const SendBytes& output) {
  if (socket_) socket_->send_raw(fault::encode_framed(output.message, output.framing));
}

void WebConnection::end(EndConnection::How how, std::uint16_t close_code) {
  if (how == EndConnection::How::reset) return socket_ ? socket_->reset() : http_->reset();
  socket_ ? socket_->close(close_code) : http_->close();
}

void WebConnection::on_request(net::HttpRequest request) {
  if (request.method == "GET" && request.path().ends_with(kPingPath)) {
    return http_->reply({.status = 200, .headers = {{"Access-Control-Allow-Origin", "*"}}, .body = {}});
  }
  if (!request.path().ends_with(kChatPath)) {
    return http_->reply(unknown_path(request.path(), "GET …/websocket, as a WebSocket upgrade"));
  }
  if (!net::is_upgrade(request)) {
    return http_->reply({.status = 426,
                         .headers = {{"Content-Type", "application/json"}, {"Upgrade", "websocket"}},
                         .body = "{\"code\":426,\"errorMessage\":\"this path wants a WebSocket upgrade (RFC 6455)\"}\n"});
  }
  upgrade_ = std::move(request);
  tell_upgrade_asked(login_claim(upgrade_->query()));
}

void WebConnection::on_message(const wire::Bytes& message) { tell_message(message); }

void WebConnection::on_closed(const std::string& why) { tell_closed(why); }

void WebConnection::on_closed(std::uint16_t, const std::string& why) { on_closed(why); }

}  // namespace redial::mock_server
