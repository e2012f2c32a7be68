// The server's end of a connection with its byte faults in between, as on the wire: FaultPipe carries, this obeys.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/fault/hooks.hpp"
#include "mock_server/faults/fault_pipe.hpp"
#include "sim/stream.hpp"
#include "sim/world.hpp"

namespace redial::sim {

class FaultyStream final : public Stream, private Stream::Handler {
 public:
  // Asked for each chunk in the order of arrival; size 0 is the end of that direction.
  using Ask = std::function<fault::ChunkPlan(fault::Direction, std::size_t size)>;

  FaultyStream(World& world, std::unique_ptr<Stream> inner, Ask ask);

  void set_handler(Stream::Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override;

 private:
  struct Pipe {
    explicit Pipe(World& world) : timer(world) {}
    mock_server::FaultPipe waiting;
    Timer timer;
  };

  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void pass(fault::Direction direction, std::span<const std::uint8_t> bytes);
  void flush(fault::Direction direction);
  void obey(fault::Direction direction, const mock_server::FaultPipe::Due& due);
  Pipe& pipe(fault::Direction direction) { return direction == fault::Direction::to_client ? to_client_ : to_server_; }

  World& world_;
  std::unique_ptr<Stream> inner_;
  Ask ask_;
  Stream::Handler* handler_ = nullptr;
  Pipe to_client_, to_server_;
  bool closing_ = false;     // the owner has closed; the FIN may still be held back
  bool ended_here_ = false;  // the end comes from this side
  std::string why_;          // of the end that comes from the peer
};

}  // namespace redial::sim
