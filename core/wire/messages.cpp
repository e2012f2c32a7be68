// See messages.hpp.
#include "core/wire/messages.hpp"

namespace redial::wire {
namespace {

struct Describe {
  std::string operator()(const ConnAck& m) const { return "CONNACK " + std::to_string(m.status); }
  std::string operator()(const ServerPublish& m) const { return "PUBLISH " + m.topic; }
  std::string operator()(const ServerPubAck& m) const { return "PUBACK " + std::to_string(m.status); }
  std::string operator()(const QueryAck& m) const { return "QUERYACK " + std::to_string(m.status); }
  std::string operator()(const PingResp&) const { return "PINGRESP"; }
  std::string operator()(const ServerDisconnect& m) const { return "DISCONNECT " + std::to_string(m.status); }
  std::string operator()(const ClientPublish& m) const { return "PUBLISH " + m.topic; }
  std::string operator()(const ClientPubAck&) const { return "PUBACK"; }
  std::string operator()(const Query& m) const { return "QUERY " + m.topic; }
  std::string operator()(const QueryCon&) const { return "QUERYCON"; }
  std::string operator()(const PingReq&) const { return "PINGREQ"; }
  std::string operator()(const ClientDisconnect& m) const { return "DISCONNECT " + std::to_string(m.status); }
};

}  // namespace

std::string to_text(const ServerMessage& message) { return std::visit(Describe{}, message); }
std::string to_text(const ClientMessage& message) { return std::visit(Describe{}, message); }

}  // namespace redial::wire
