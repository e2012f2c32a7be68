// HTTP on one listener or more: holds the connections and answers each request with a function. What the answers mean is the
// function's business.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "net/http.hpp"

namespace redial::mock_server {

class HttpService {
 public:
  // Nothing: the request is left without an answer and the connection stays open. `over_tls` is what `accept` was told.
  using Answer = std::function<std::optional<net::HttpReply>(const net::HttpRequest& request, bool over_tls)>;

  HttpService(net::Loop& loop, Answer answer);
  ~HttpService();

  void accept(std::unique_ptr<net::ByteStream> stream, bool over_tls);
  // Resets all connections.
  void reset_all();

 private:
  class Client;
  void remove(std::uint64_t number);

  net::Loop& loop_;
  Answer answer_;
  std::map<std::uint64_t, std::unique_ptr<Client>> clients_;
  std::uint64_t next_ = 1;
};

// 404 with a JSON body that names what exists: people type these paths by hand.
net::HttpReply unknown_path(std::string_view path, std::string_view known);

}  // namespace redial::mock_server
