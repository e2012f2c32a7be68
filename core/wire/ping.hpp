// PINGREQ and PINGRESP: the client's keep-alive and the server's answer. Neither has a body.
#pragma once

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/message_type.hpp"

namespace redial::wire {

struct PingReq {
  static constexpr MessageType kType = MessageType::ping_req;
  friend bool operator==(const PingReq&, const PingReq&) = default;
};

struct PingResp {
  static constexpr MessageType kType = MessageType::ping_resp;
  friend bool operator==(const PingResp&, const PingResp&) = default;
};

inline void write_body(ByteWriter&, const PingReq&) {}
inline void read_body(ByteReader&, PingReq&) {}
inline void write_body(ByteWriter&, const PingResp&) {}
inline void read_body(ByteReader& in, PingResp&) { in.skip_rest(); }  // the SDK ignores extra bytes

}  // namespace redial::wire
