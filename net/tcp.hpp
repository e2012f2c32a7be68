// TCP: listening and dialling. Both hand out byte streams; TLS is put on top by the caller or by net/dial.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "net/byte_stream.hpp"
#include "net/loop.hpp"
#include "net/tcp_tap.hpp"

namespace redial::net {

// Connections taken from the kernel in one go before other work of the loop gets its turn.
inline constexpr int kAcceptBatch = 64;
// How long accepting and reopening rest when the process is out of descriptors.
inline constexpr Duration kAcceptRest = std::chrono::milliseconds(50);

// A connection as a listener hands it out. Loop thread only.
class AcceptedStream : public ByteStream {
 public:
  virtual TcpEnds ends() const = 0;
  // Whoever listens in from now on; before the first handler is set. It lives as long as the socket has something to tell.
  virtual void set_tap(std::shared_ptr<TcpTap> tap) = 0;
};

// A listening port that can go down and come back. While it is down, dials are refused and the port stays reserved for us.
// Loop thread only.
class Listener {
 public:
  using OnAccept = std::function<void(std::unique_ptr<AcceptedStream>)>;

  Listener(Loop& loop, OnAccept on_accept);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Listens on `address` (an IP address) and `port`; 0 lets the kernel choose. Gives back the port. May be called again after
  // close(), also with another port. Errors: address not ours, port taken or privileged, out of descriptors.
  Result<std::uint16_t> open(const std::string& address, std::uint16_t port);
  // Refuses dials until `reopen`. Accepted connections live on; those the kernel holds unaccepted are reset.
  void close();
  // Listens again where it did; does nothing if it listens. Out of descriptors, it tries again every kAcceptRest.
  // Precondition: `open` has succeeded once.
  void reopen();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Why a dial came to nothing.
enum class DialTrouble : std::uint8_t { none, not_resolved, refused, timed_out, unreachable, reset, other };

// One attempt to open a TCP connection; destroying it gives up. No time limit of its own.
class TcpDial {
 public:
  // `host` is a name or an IP address; the addresses of a name are tried in turn. `done` is called once, on the loop's thread,
  // never inside this constructor, and may destroy this object.
  using Done = std::function<void(Result<std::unique_ptr<ByteStream>>)>;
  // `source`: the IP address to dial from, where one has too few ports for all that dial; `host` is an IP address then. Empty:
  // the kernel's choice.
  TcpDial(Loop& loop, const std::string& host, std::uint16_t port, Done done, const std::string& source = {});
  ~TcpDial();
  TcpDial(const TcpDial&) = delete;
  TcpDial& operator=(const TcpDial&) = delete;

  // From when `done` is called.
  DialTrouble trouble() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace redial::net
