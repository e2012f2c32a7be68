// The push-reorder fault: of each two pushed messages the second is sent first. A single one waits for its partner, and is lost
// if the fault ends before.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "mock_server/faults/message_fault.hpp"

namespace redial::mock_server {

class PushReorder final : public fault::ReplyPolicy {
 public:
  explicit PushReorder(std::optional<std::uint32_t> pairs) : pairs_(pairs) {}

  std::optional<std::vector<fault::Reply>> on_reply(const fault::Reply& reply, TimePoint) override {
    if (type_of(reply) != wire::MessageType::publish || pairs_.over()) return std::nullopt;
    if (!waiting_) {
      waiting_ = reply;
      return std::vector<fault::Reply>{};
    }
    pairs_.take();
    std::vector<fault::Reply> swapped{reply, std::move(*waiting_)};
    waiting_.reset();
    return swapped;
  }

 private:
  Times pairs_;
  std::optional<fault::Reply> waiting_;
};

}  // namespace redial::mock_server
