// Accepts HTTP connections and tells their requests, which are answered now or later. What the answers mean is the owner's
// business.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string_view>

#include "core/base/ids.hpp"
#include "net/http.hpp"

namespace redial::mock_server {

class CapturedConnection;

class HttpService {
 public:
  struct Origin {  // of a connection: where it was accepted
    AppKey app;
    bool over_tls = false;
    std::shared_ptr<CapturedConnection> captured;  // null: it is not
  };
  using OnRequest = std::function<void(RequestId id, const net::HttpRequest& request, const Origin& origin)>;

  HttpService(net::Loop& loop, OnRequest on_request);
  ~HttpService();

  void accept(std::unique_ptr<net::ByteStream> stream, Origin origin);
  // The connection that waits for the answer to a request; null when its client has gone.
  net::HttpConnection* waiting(RequestId request) const;
  // Takes the connection over that waits for the answer to a request: HTTP is over on it. Null when its client has gone.
  std::unique_ptr<net::ByteStream> take(RequestId request);
  // Resets all connections of an app.
  void reset_all(const AppKey& app);

 private:
  class Client;

  net::Loop& loop_;
  OnRequest on_request_;
  std::map<Client*, std::unique_ptr<Client>> clients_;
  std::map<RequestId, net::HttpConnection*> waiting_;
  std::uint64_t last_request_ = 0;
};

// 404 with a JSON body that names what exists: people type these paths by hand.
net::HttpReply unknown_path(std::string_view path, std::string_view known);

}  // namespace redial::mock_server
