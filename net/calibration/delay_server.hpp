// A server on loopback that answers each request after the delay which the request asks for, and tells in the answer when that
// delay really began and was over: what a client measures beyond that is the measuring. It speaks to calibrations alone.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "net/tcp.hpp"

namespace redial::net {

// On the wire: eight bytes ask, sixteen answer, in the byte order of the machine, which both ends are.
using DelayRequest = std::array<std::uint8_t, 8>;
using DelayAnswerBytes = std::array<std::uint8_t, 16>;

// By the server's steady clock, which is the client's.
struct DelayAnswer {
  TimePoint begun{};  // the request was seen
  TimePoint over{};   // the delay was over, however late its timer fired: the answer was sent after that

  Duration injected() const { return over - begun; }
};

DelayRequest delay_request(Duration delay);
DelayAnswer delay_answer(const DelayAnswerBytes& bytes);

// Loop thread only, construction and destruction included.
class DelayServer {
 public:
  explicit DelayServer(Loop& loop);
  ~DelayServer();

  // Listens on a free port of 127.0.0.1 and gives it back. Error: it cannot.
  Result<std::uint16_t> open() { return listener_.open("127.0.0.1", 0); }

 private:
  class Connection;

  Loop& loop_;
  std::vector<std::unique_ptr<Connection>> connections_;  // those that have ended too: a calibration has few
  Listener listener_;
};

}  // namespace redial::net
