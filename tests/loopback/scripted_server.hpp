// The least server that a client can log in to: navigation and chat on one loopback port, every answer set by the test.
// It checks no token; the mock server does.
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "core/wire/envelope.hpp"
#include "net/certificate_authority.hpp"
#include "net/tcp.hpp"
#include "net/websocket.hpp"
#include "payload/chat_payloads.hpp"
#include "payload/navigation_json.hpp"

namespace redial::testing {

class ScriptedServer {
 public:
  // With `authority` it speaks TLS only. Change what it answers before a client connects.
  explicit ScriptedServer(const net::CertificateAuthority* authority = nullptr) {
    if (authority) tls_ = authority->issue_server().value();
    port_ = loop_.call([this] {
      listener_ = std::make_unique<net::Listener>(loop_, [this](auto stream) { accept(std::move(stream)); });
      return listener_->open("127.0.0.1", 0).value();
    });
  }
  ~ScriptedServer() {
    loop_.call([this] {
      listener_.reset();
      peers_.clear();
    });
    loop_.call([] {});  // behind what the peers left to be disposed of
  }

  std::string navigator() const { return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_); }

  void reset_all() {
    loop_.call([this] {
      for (auto& peer : peers_) {
        if (peer.socket) peer.socket->reset();
      }
    });
  }
  void push(const wire::ServerMessage& message) {
    loop_.call([&] {
      for (auto& peer : peers_) {
        if (peer.socket) peer.send(message);
      }
    });
  }

  std::atomic<int> navigation_status = 200;
  std::atomic<std::uint8_t> connack_status = 0;
  std::atomic<bool> answers_login = true;
  std::atomic<int> logins = 0;
  std::vector<payload::TextMessage> inbox;  // what a pull brings

 private:
  struct Peer final : net::HttpConnection::Handler, net::WebSocket::Handler {
    Peer(ScriptedServer& owner, std::unique_ptr<net::ByteStream> stream)
        : server(owner), http(std::make_unique<net::HttpConnection>(std::move(stream))) {
      http->set_handler(this);
    }
    ~Peer() {
      server.loop_.dispose(std::move(http));
      server.loop_.dispose(std::move(socket));
    }

    void on_request(net::HttpRequest request) override {
      if (!net::is_upgrade(request)) return http->reply(server.navigation());
      socket = net::accept_websocket(server.loop_, *http, request);
      socket->set_handler(this);
      ++server.logins;
      if (server.answers_login) send(server.connack());
    }
    void on_message(const wire::Bytes& bytes) override {
      const auto message = wire::decode_client_message(bytes).value();
      if (std::holds_alternative<wire::PingReq>(message)) send(wire::PingResp{});
      if (const auto* publish = std::get_if<wire::ClientPublish>(&message)) send(wire::ServerPubAck{publish->id, 0, 0, 0, "uid"});
      if (const auto* query = std::get_if<wire::Query>(&message)) {
        send(wire::QueryAck{0, query->id, 0, 0, payload::encode_pull_answer({server.inbox, 10, true, 0})});
      }
    }
    void on_closed(const std::string&) override {}
    void on_closed(std::uint16_t, const std::string&) override { server.loop_.dispose(std::move(socket)); }

    void send(const wire::ServerMessage& message) { socket->send(wire::encode(message, wire::ConnAckLayout::v3)); }

    ScriptedServer& server;
    std::unique_ptr<net::HttpConnection> http;
    std::unique_ptr<net::WebSocket> socket;
  };

  void accept(std::unique_ptr<net::ByteStream> stream) {
    if (tls_) stream = net::tls_server(loop_, *tls_, std::move(stream));
    peers_.emplace_back(*this, std::move(stream));
  }

  net::HttpReply navigation() const {
    wire::NavigationAnswer answer;
    const auto transport = tls_ ? wire::ChatAddress::Transport::tls : wire::ChatAddress::Transport::plain;
    answer.addresses = {{"127.0.0.1:" + std::to_string(port_), transport, 10}};
    return {navigation_status, {}, payload::to_json(answer)};
  }

  wire::ConnAck connack() const {
    if (connack_status != 0) return {connack_status, {}, {}, {}, {}};
    return {0, "alice", "session", 1, {}};
  }

  net::Loop loop_;
  std::optional<net::TlsContext> tls_;
  std::uint16_t port_ = 0;
  std::unique_ptr<net::Listener> listener_;
  std::list<Peer> peers_;
};

}  // namespace redial::testing
