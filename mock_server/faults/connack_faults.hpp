// The three faults of the login answer: CONNACK withheld, late, or with another status. They leave every other message alone.
#pragma once

#include <cstdint>
#include <utility>

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

class ConnAckWithheld final : public fault::ReplyPolicy {
 public:
  fault::ReplyFate on_reply(const wire::ServerMessage& message, TimePoint) override {
    if (std::holds_alternative<wire::ConnAck>(message)) return fault::WithholdReply{};
    return fault::PassReply{};
  }
};

class ConnAckDelayed final : public fault::ReplyPolicy {
 public:
  explicit ConnAckDelayed(Duration by) : by_(by) {}

  fault::ReplyFate on_reply(const wire::ServerMessage& message, TimePoint) override {
    if (std::holds_alternative<wire::ConnAck>(message)) return fault::DelayReply{by_};
    return fault::PassReply{};
  }

 private:
  Duration by_;
};

// A refusal carries its status alone, as real ones do.
class ConnAckStatus final : public fault::ReplyPolicy {
 public:
  explicit ConnAckStatus(std::uint8_t status) : status_(status) {}

  fault::ReplyFate on_reply(const wire::ServerMessage& message, TimePoint) override {
    const auto* connack = std::get_if<wire::ConnAck>(&message);
    if (connack == nullptr) return fault::PassReply{};
    wire::ConnAck other = status_ == 0 ? *connack : wire::ConnAck{};
    other.status = status_;
    return fault::ReplaceReply{std::move(other)};
  }

 private:
  std::uint8_t status_;
};

}  // namespace redial::mock_server
