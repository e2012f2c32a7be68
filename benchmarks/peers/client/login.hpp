// One login on one socket: connect, TLS where wanted, the request, the answer. It waits for nothing: whoever polls tells it when
// the socket has something, and does not go on after `in` or `failed`.
#pragma once

#include <netinet/in.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "benchmarks/peers/client/answer.hpp"
#include "benchmarks/peers/client/tls_client.hpp"

namespace redial::peers {

// no_socket: this machine gave no descriptor or port. unconnected: refused or reset before the connection stood. reset, closed:
// after that, before the answer. refused: answered otherwise than by a login. tls: the handshake. late: none of these in time.
enum class Failure : std::uint8_t { no_socket, unconnected, reset, closed, refused, tls, late };
inline constexpr std::size_t kFailures = 7;
std::string_view to_name(Failure failure);

struct Target {
  sockaddr_in address{};
  Dialect dialect = Dialect::websocket;
  const TlsClient* tls = nullptr;  // plain where null
  std::uint32_t sources = 1;       // how many addresses from 127.0.0.1 on to dial from; 1: the kernel's choice
};

class Login {
 public:
  enum class State : std::uint8_t { none, under_way, in, failed };

  Login() = default;
  ~Login();
  Login(const Login&) = delete;
  Login& operator=(const Login&) = delete;

  // Dials. `request` must live as long as the login; `source` counts on to choose an address to dial from.
  State begin(const Target& target, std::string_view request, std::uint32_t source);
  // The socket is ready (events of epoll, of which only the error and hang-up bits matter).
  State on_ready(std::uint32_t events);
  // Ends it by a reset.
  void drop();
  // Ends it by a reset, and says why.
  void fail(Failure why);

  State state() const { return state_; }
  int descriptor() const { return descriptor_; }
  bool waits_to_write() const { return !connected_; }
  bool was_connected() const { return connected_; }
  Failure failure() const { return failure_; }
  bool resumed() const { return tls_ && tls_->resumed(); }

 private:
  bool open_socket(const Target& target, std::uint32_t source);
  void write_first();
  void read_all(std::uint32_t events);
  void on_bytes(std::string_view bytes);
  void on_tls_bytes(std::string_view bytes);
  void on_clear(std::string_view bytes);
  void send_tls();

  int descriptor_ = -1;
  State state_ = State::none;
  Failure failure_ = Failure::late;
  bool connected_ = false;
  bool asked_ = false;  // over TLS: the request is out
  Dialect dialect_ = Dialect::websocket;
  std::string_view request_;
  std::string answer_;  // as far as it has come
  std::optional<TlsBytes> tls_;
};

}  // namespace redial::peers
