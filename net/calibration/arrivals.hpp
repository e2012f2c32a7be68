// How long bytes that the kernel has stamped as received wait until a handler of the loop has them: on a plain socket, since a
// ByteStream does not look at control messages; woken by the same loop. It judges no delay of the server.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.hpp"
#include "net/loop.hpp"

namespace redial::net {

// Destroying it gives up. Loop thread only, and not to be destroyed inside `done`.
class StampedArrivals {
 public:
  // `done` is called once, never inside this constructor: from the kernel's timestamp until the handler had the bytes, of each
  // answer; empty where the kernel gives no timestamps. Error: the connection failed.
  using Done = std::function<void(Result<std::vector<Duration>>)>;
  // Asks a DelayServer on `port`, which lives on another loop, `rounds` times for an answer after `delay`.
  StampedArrivals(Loop& loop, std::uint16_t port, Duration delay, unsigned rounds, Done done);
  ~StampedArrivals();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace redial::net
