// What a server's answer to a login amounts to, as far as it has come. It reads no more of HTTP, WebSocket and MQTT than that
// takes.
#pragma once

#include <string_view>

namespace redial::peers {

enum class Dialect { websocket, mqtt };
enum class Answer { incomplete, logged_in, refused };

// `bytes`: all that the server has sent. Of a WebSocket server: 101, any headers, and one binary frame with a CONNACK whose
// status is 0 (docs/PROTOCOL.md). Of an MQTT broker: CONNACK with return code 0 (MQTT 3.1.1, section 3.2). Anything else is a
// refusal.
Answer read_answer(Dialect dialect, std::string_view bytes);

}  // namespace redial::peers
