// One direction of a connection under its byte faults: pieces wait until they are due, in order, and are taken out by whoever
// carries them. It knows plans, not faults, and no clock: `now` is handed in and must not go back.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

// A connection that would have to keep more than this in one direction is reset.
inline constexpr std::size_t kMaxDelayedBytes = 4u << 20;

class FaultPipe {
 public:
  // Bytes to be handed on, or how it ends: this direction by its sender (`finished`, the FIN), or the connection by a fault.
  // Nothing comes after an end.
  struct Due {
    enum class What : std::uint8_t { bytes, finished, close, reset } what = What::bytes;
    wire::Bytes bytes = {};  // of What::bytes, never empty
    friend bool operator==(const Due&, const Due&) = default;
  };

  // What the sender sent, empty for its end, and what the filters made of it. Ignored behind an end.
  void push(std::span<const std::uint8_t> bytes, const fault::ChunkPlan& plan, TimePoint now);

  // When there is something to take.
  std::optional<TimePoint> next_due() const;
  // The next thing due, until there is none.
  std::optional<Due> take_due(TimePoint now);

 private:
  struct Waiting {
    TimePoint due;
    Due what;
  };

  void add(TimePoint due, Due what);

  std::deque<Waiting> waiting_;
  std::size_t bytes_ = 0;
  TimePoint last_due_{};  // nothing overtakes
  bool ended_ = false;
};

}  // namespace redial::mock_server
