// A byte stream with the faults of a connection in between: what passes is held back, cut up, spoilt or lost as the plan for it
// says. It obeys plans; which fault makes them is not its business.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/fault/hooks.hpp"
#include "mock_server/faults/fault_pipe.hpp"
#include "net/byte_stream.hpp"
#include "net/loop.hpp"

namespace redial::mock_server {

class FilteredStream final : public net::ByteStream, private net::ByteStream::Handler {
 public:
  // Asked for each chunk in the order of arrival; size 0 is the end of that direction: a FIN, or the peer's reset.
  // Our own reset is not asked for: it is a fault itself. Nothing: it passes as it is.
  using Ask = std::function<std::optional<fault::ChunkPlan>(fault::Direction, std::size_t size)>;

  FilteredStream(net::Loop& loop, std::unique_ptr<net::ByteStream> inner, Ask ask);

  void set_handler(net::ByteStream::Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override;

 private:
  struct Held {
    explicit Held(net::Loop& loop) : timer(loop) {}
    FaultPipe pipe;
    net::Timer timer;
    bool waiting = false;  // for the timer
  };
  struct Way {  // one direction
    fault::Direction direction;
    std::unique_ptr<Held> held{};  // since something was held back
  };

  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void pass(Way& way, std::span<const std::uint8_t> bytes);
  void hold_back(Way& way, std::span<const std::uint8_t> bytes, const fault::ChunkPlan& plan);
  // Hands on one piece that is due, and waits for the next: pieces sent in one turn of the loop would become one segment.
  void flush(Way& way);
  void wait(Way& way);
  // What is for a handler stays while there is none.
  bool may_flow(const Way& way) const { return handler_ || way.direction == fault::Direction::to_client; }
  void hand_on(const Way& way, const FaultPipe::Due& due);
  void hand_on(const Way& way, std::span<const std::uint8_t> bytes);
  void hand_on_end(const Way& way);

  net::Loop& loop_;
  std::unique_ptr<net::ByteStream> inner_;
  Ask ask_;
  net::ByteStream::Handler* handler_ = nullptr;
  Way to_client_{fault::Direction::to_client}, to_server_{fault::Direction::to_server};
  std::string why_closed_;   // by the peer
  bool closing_ = false;     // the owner has closed; the FIN may still be held back
  bool ended_here_ = false;  // the end comes from us and has reached the socket
};

}  // namespace redial::mock_server
