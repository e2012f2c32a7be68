// A byte stream with a fault filter in between: each chunk, and the peer's end, may be held back for a while or for ever.
// It obeys fates; which fault decides them is not its business.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/fault/hooks.hpp"
#include "net/byte_stream.hpp"
#include "net/loop.hpp"

namespace redial::mock_server {

// A delay that would have to keep more than this per direction resets the connection.
inline constexpr std::size_t kMaxDelayedBytes = 4u << 20;

class FilteredStream final : public net::ByteStream, private net::ByteStream::Handler {
 public:
  // Asked for each chunk in the order of arrival; size 0 is the end of that direction: a FIN, or the peer's reset.
  // Our own reset is not asked for: it is a fault itself.
  using Ask = std::function<fault::ChunkFate(fault::Direction, std::size_t size)>;

  FilteredStream(net::Loop& loop, std::unique_ptr<net::ByteStream> inner, Ask ask);

  void set_handler(net::ByteStream::Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override;

 private:
  struct Chunk {
    TimePoint due;
    std::vector<std::uint8_t> bytes;  // empty: the end
    std::string why;                  // of the end that comes from the peer
  };
  struct Pipe {  // one direction
    explicit Pipe(net::Loop& loop) : timer(loop) {}
    net::Timer timer;
    std::deque<Chunk> delayed;
    std::size_t bytes = 0;
  };

  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void pass(fault::Direction direction, Chunk chunk);
  void flush(fault::Direction direction);
  void deliver(fault::Direction direction, const Chunk& chunk);
  Pipe& pipe(fault::Direction direction) { return direction == fault::Direction::to_client ? to_client_ : to_server_; }

  net::Loop& loop_;
  std::unique_ptr<net::ByteStream> inner_;
  Ask ask_;
  net::ByteStream::Handler* handler_ = nullptr;
  Pipe to_client_, to_server_;
  bool closing_ = false;     // the owner has closed; the FIN may still be held back
  bool ended_here_ = false;  // the end comes from us and has reached the socket
};

}  // namespace redial::mock_server
