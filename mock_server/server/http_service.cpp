// One small object per connection tells its requests, one at a time, and its end.
#include "mock_server/server/http_service.hpp"

#include <algorithm>
#include <utility>

namespace redial::mock_server {

class HttpService::Client final : private net::HttpConnection::Handler {
 public:
  Client(HttpService& service, std::unique_ptr<net::ByteStream> stream, Origin origin)
      : service_(service), origin_(std::move(origin)), connection_(std::make_unique<net::HttpConnection>(std::move(stream))) {
    connection_->set_handler(this);
  }
  ~Client() {
    if (!connection_) return;  // released
    service_.waiting_.erase(request_);
    service_.loop_.dispose(std::move(connection_));
  }

  const AppKey& app() const { return origin_.app; }
  bool waits_for(RequestId request) const { return request_ == request; }
  std::unique_ptr<net::ByteStream> release() {
    service_.waiting_.erase(request_);
    auto stream = connection_->release().stream;
    service_.loop_.dispose(std::move(connection_));
    return stream;
  }
  void reset() { connection_->reset(); }

 private:
  void on_request(net::HttpRequest request) override {
    service_.waiting_.erase(request_);
    request_ = RequestId(++service_.last_request_);
    service_.waiting_.emplace(request_, connection_.get());
    service_.on_request_(request_, request, origin_);
  }
  void on_closed(const std::string&) override { service_.clients_.erase(this); }

  HttpService& service_;
  Origin origin_;
  std::unique_ptr<net::HttpConnection> connection_;
  RequestId request_{};  // the last one
};

HttpService::HttpService(net::Loop& loop, OnRequest on_request) : loop_(loop), on_request_(std::move(on_request)) {}
HttpService::~HttpService() { clients_.clear(); }

void HttpService::accept(std::unique_ptr<net::ByteStream> stream, Origin origin) {
  auto client = std::make_unique<Client>(*this, std::move(stream), std::move(origin));
  clients_.emplace(client.get(), std::move(client));
}

net::HttpConnection* HttpService::waiting(RequestId request) const {
  const auto found = waiting_.find(request);
  return found == waiting_.end() ? nullptr : found->second;
}

std::unique_ptr<net::ByteStream> HttpService::take(RequestId request) {
  const auto found = std::ranges::find_if(clients_, [&](const auto& one) { return one.second->waits_for(request); });
  if (found == clients_.end() || waiting(request) == nullptr) return nullptr;
  auto stream = found->second->release();
  // The client may be telling this very request.
  loop_.post([client = std::shared_ptr<Client>(std::move(clients_.extract(found).mapped()))] {});
  return stream;
}

void HttpService::reset_all(const AppKey& app) {
  for (const auto& [key, client] : clients_)
    if (client->app() == app) client->reset();
}

net::HttpReply unknown_path(std::string_view path, std::string_view known) {
  std::string safe;
  for (const char c : path) safe += c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ' ? '?' : c;
  return {.status = 404,
          .headers = {{"Content-Type", "application/json"}},
          .body = "{\"code\":404,\"errorMessage\":\"no " + safe + " here; known: " + std::string(known) + "\"}\n"};
}

}  // namespace redial::mock_server
