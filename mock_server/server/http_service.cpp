// One small object per connection passes requests to the service's function and replies back.
#include "mock_server/server/http_service.hpp"

namespace redial::mock_server {

class HttpService::Client final : private net::HttpConnection::Handler {
 public:
  Client(HttpService& service, std::uint64_t number, std::unique_ptr<net::ByteStream> stream, bool over_tls)
      : service_(service),
        number_(number),
        over_tls_(over_tls),
        connection_(std::make_unique<net::HttpConnection>(std::move(stream))) {
    connection_->set_handler(this);
  }
  ~Client() { service_.loop_.dispose(std::move(connection_)); }

  void reset() { connection_->reset(); }

 private:
  void on_request(net::HttpRequest request) override {
    if (const auto reply = service_.answer_(request, over_tls_)) connection_->reply(*reply);
  }
  void on_closed(const std::string&) override { service_.remove(number_); }

  HttpService& service_;
  std::uint64_t number_;
  bool over_tls_;
  std::unique_ptr<net::HttpConnection> connection_;
};

HttpService::HttpService(net::Loop& loop, Answer answer) : loop_(loop), answer_(std::move(answer)) {}
HttpService::~HttpService() = default;

void HttpService::accept(std::unique_ptr<net::ByteStream> stream, bool over_tls) {
  const std::uint64_t number = next_++;
  clients_.emplace(number, std::make_unique<Client>(*this, number, std::move(stream), over_tls));
}

void HttpService::reset_all() {
  for (const auto& [number, client] : clients_) client->reset();
}

void HttpService::remove(std::uint64_t number) { clients_.erase(number); }

net::HttpReply unknown_path(std::string_view path, std::string_view known) {
  std::string safe;
  for (const char c : path) safe += c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ' ? '?' : c;
  return {.status = 404,
          .headers = {{"Content-Type", "application/json"}},
          .body = "{\"code\":404,\"errorMessage\":\"no " + safe + " here; known: " + std::string(known) + "\"}\n"};
}

}  // namespace redial::mock_server
