// The bytes with which users log in, made before anything is measured.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "benchmarks/peers/client/answer.hpp"
#include "core/base/result.hpp"

namespace redial::peers {

// The upgrade request of the Web SDK (docs/PROTOCOL.md, WebSocket). The key is always the same: nobody checks the answer to it.
std::string websocket_request(std::string_view app_key, std::string_view token, std::size_t user);

// CONNECT of MQTT 3.1.1 with a clean session and without a keep-alive, for `user`.
std::string mqtt_connect(std::size_t user);

// One token a line. Errors: the file cannot be read, or is empty.
Result<std::vector<std::string>> read_tokens(const std::string& path);

// Where no server looks at them: as long as those of our own server.
std::vector<std::string> made_up_tokens(std::size_t count);

// The request of each user.
std::vector<std::string> make_requests(Dialect dialect, std::string_view app_key, const std::vector<std::string>& tokens);

}  // namespace redial::peers
