// A server that is as little as a login lets it be: accept, read a request to its end, write fixed bytes, wait for the client to
// go. What it takes is what this machine takes; it knows no users, checks nothing and limits nothing.
#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "benchmarks/peers/tls_bytes.hpp"
#include "core/base/result.hpp"

namespace redial::peers {

struct Listening {
  std::uint16_t port = 0;  // 0: a free one
  SSL_CTX* tls = nullptr;  // plain where null
};

class BareServer {
 public:
  BareServer();
  ~BareServer();
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;

  // The port, on 127.0.0.1. Errors: those of bind and listen.
  Result<std::uint16_t> listen(const Listening& wanted);
  // Serves until the process is killed. SIGUSR1, which is blocked from the constructor on, resets every connection.
  [[noreturn]] void serve();

 private:
  struct Connection {
    bool is_open = false, is_answered = false;
    std::string request;  // as far as it has come, where it came in pieces
    std::optional<TlsBytes> tls;
  };
  struct Listener {
    int descriptor = -1;
    SSL_CTX* tls = nullptr;
  };

  const Listener* listener_of(int descriptor) const;
  void watch(int descriptor, std::uint32_t events);
  void accept_batch(const Listener& listener);
  void read(int descriptor);
  bool on_bytes(int descriptor, Connection& connection, std::string_view bytes);
  bool on_tls_bytes(int descriptor, Connection& connection, std::string_view bytes);
  void end(int descriptor);
  void reset_all();

  int epoll_ = -1, signals_ = -1;
  std::string answer_;
  std::vector<Listener> listeners_;
  std::vector<Connection> connections_;  // by descriptor
};

}  // namespace redial::peers
