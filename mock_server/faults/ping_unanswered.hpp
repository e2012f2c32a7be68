// The ping-unanswered fault: PINGREQ gets no PINGRESP. Everything else is answered as ever.
#pragma once

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

class PingUnanswered final : public fault::ReplyPolicy {
 public:
  fault::ReplyFate on_reply(const wire::ServerMessage& message, TimePoint) override {
    if (std::holds_alternative<wire::PingResp>(message)) return fault::WithholdReply{};
    return fault::PassReply{};
  }
};

}  // namespace redial::mock_server
