// Requests whose answers a server holds back for a known time: what is measured from request to answer beyond that is the error
// of the measuring, and the way over loopback. It measures as a client does: by TcpDial, ByteStream and the loop's clock.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.hpp"
#include "net/loop.hpp"

namespace redial::net {

struct KnownDelay {
  Duration delay{};
  unsigned connections = 1;  // side by side, begun one after the other within the first delay
  unsigned rounds = 1;       // of each, one after the other
};

// Destroying it gives up. Loop thread only, and not to be destroyed inside `done`.
class KnownDelayTrips {
 public:
  // `done` is called once, never inside this constructor, with measured minus injected of each round trip. Error: a connection
  // failed.
  using Done = std::function<void(Result<std::vector<Duration>>)>;
  // `port`: of a DelayServer, which lives on another loop.
  KnownDelayTrips(Loop& loop, std::uint16_t port, const KnownDelay& plan, Done done);
  ~KnownDelayTrips();

 private:
  class Lane;

  void lane_ended(const Error* why);

  unsigned under_way_;
  Done done_;                     // empty once told
  std::vector<Duration> errors_;  // of all lanes
  std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace redial::net
