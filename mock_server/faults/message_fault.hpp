// Faults that do something to one type of message from the server: lose it, delay it, double it, give it another status, cut it
// short. One class for all of them; every other message is left alone.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "core/fault/hooks.hpp"
#include "core/wire/message_type.hpp"
#include "mock_server/faults/times.hpp"

namespace redial::mock_server {

struct Withhold {};
struct DelayBy {
  Duration by{};
};
struct Double {};
struct SetStatus {  // of CONNACK, PUBACK or QUERYACK; a refusal carries nothing else that is optional, as real ones do
  std::uint16_t status = 0;
};
struct StripFields {};  // CONNACK without what follows its status
struct Truncate {};
using Effect = std::variant<Withhold, DelayBy, Double, SetStatus, StripFields, Truncate>;

class MessageFault final : public fault::ReplyPolicy {
 public:
  MessageFault(wire::MessageType message, Effect effect, std::optional<std::uint32_t> times)
      : message_(message), effect_(effect), times_(times) {}

  std::optional<std::vector<fault::Reply>> on_reply(const fault::Reply& reply, TimePoint now) override;

 private:
  wire::MessageType message_;
  Effect effect_;
  Times times_;
};

// The type of a message; a raw one has that of its header byte, and none if it is empty.
std::optional<wire::MessageType> type_of(const fault::Reply& reply);

}  // namespace redial::mock_server
