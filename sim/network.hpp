// TCP in virtual time: listeners, dials, and connections whose bytes take a while. Nothing is lost and nothing overtakes.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "sim/stream.hpp"
#include "sim/world.hpp"

namespace redial::sim {

// How long a transmission takes, one way: `latency`, and by the world's seed up to `jitter` more.
struct Delays {
  Duration latency{};
  Duration jitter{};
};

// A read takes at most this much at once, as from a real socket: faults of the server see chunks of this size.
inline constexpr std::size_t kReadBytes = 4096;

class Network {
 public:
  using OnAccept = std::function<void(std::unique_ptr<Stream>)>;
  using Done = std::function<void(Result<std::unique_ptr<Stream>>)>;

  Network(World& world, Delays delays) : world_(world), delays_(delays) {}

  // `address`: "host:port".
  void listen(const std::string& address, OnAccept on_accept) { listeners_[address] = std::move(on_accept); }
  void stop_listening(const std::string& address) { listeners_.erase(address); }

  // One attempt; destroying it gives up. `done` is called once, never inside the constructor, and may destroy the dial.
  class Dial {
   public:
    Dial(Network& network, std::string address, Done done);
    ~Dial();
    Dial(const Dial&) = delete;
    Dial& operator=(const Dial&) = delete;

   private:
    void arrive();

    Network& network_;
    std::string address_;
    Done done_;
    Timer timer_;
    std::unique_ptr<Stream> accepted_;
  };

 private:
  class End;
  enum Side : std::uint8_t { client, server };
  enum class Mark : std::uint8_t { bytes, fin, rst };
  struct Connection {
    std::array<End*, 2> ends{};             // null: gone
    std::array<TimePoint, 2> last_arrival;  // at that end
  };

  TimePoint arrival_after(TimePoint earliest);
  std::unique_ptr<Stream> connect(const OnAccept& on_accept);
  void transmit(std::uint64_t connection, Side to, Mark mark, std::vector<std::uint8_t> bytes = {});
  void forget(std::uint64_t connection, Side side);

  World& world_;
  Delays delays_;
  std::map<std::string, OnAccept> listeners_;
  std::map<std::uint64_t, Connection> connections_;
  std::uint64_t last_connection_ = 0;
};

}  // namespace redial::sim
