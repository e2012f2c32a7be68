// The fixed bytes that the bare server answers: to everybody the same.
#pragma once

#include <string>

namespace redial::peers {

// 101 and one binary frame with a CONNACK, status 0 (docs/PROTOCOL.md, Bytes: CONNACK v3). The accept key is that of the client's
// one key.
inline std::string fixed_answer() {
  using namespace std::string_literals;
  return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
         "\x82\x17\x20\x00\x00\x00\x02u1\x00\x06sess-1\x00\x00\x01\xa1\xff\xdd\x12\x90"s;
}

}  // namespace redial::peers
