// Requests as text, and tokens out of a file.
#include "benchmarks/peers/client/requests.hpp"

#include <cstdio>
#include <fstream>

namespace redial::peers {
namespace {

constexpr std::size_t kDeviceDigits = 22;  // as long as the SDK's
constexpr std::string_view kMadeUpToken =
    "R+/1c2VhbGVkLXRva2VuLW9mLW5vYm9keS1hdC1hbGwtYnV0LWFzLWxvbmctYXMtb25lLW9mLW91cnMtMDEyMzQ1Njc4OQ==@";

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_') {
      encoded += c;
      continue;
    }
    char hex[4];
    std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    encoded += hex;
  }
  return encoded;
}

std::string device_of(std::size_t user) {
  const std::string number = std::to_string(user);
  return std::string(kDeviceDigits - number.size(), '0') + number;
}

}  // namespace

std::string websocket_request(std::string_view app_key, std::string_view token, std::size_t user) {
  return "GET /websocket?appId=" + percent_encoded(app_key) + "&token=" + percent_encoded(token) +
         "&sdkVer=5.38.0&pid=&deviceId=" + device_of(user) +
         "&apiVer=browser%7CChrome%7C156.0.0.0&protocolVer=3 HTTP/1.1\r\n"
         "Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

std::string mqtt_connect(std::size_t user) {
  using namespace std::string_literals;
  const std::string id = device_of(user);
  const std::string body = "\0\4MQTT\4\2\0\0\0"s + static_cast<char>(id.size()) + id;
  return "\x10"s + static_cast<char>(body.size()) + body;
}

Result<std::vector<std::string>> read_tokens(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> tokens;
  for (std::string line; std::getline(file, line);) tokens.push_back(line);
  if (tokens.empty()) return Error{"no tokens in it", path, "give a file with one token a line"};
  return tokens;
}

std::vector<std::string> made_up_tokens(std::size_t count) { return std::vector<std::string>(count, std::string(kMadeUpToken)); }

std::vector<std::string> make_requests(Dialect dialect, std::string_view app_key, const std::vector<std::string>& tokens) {
  std::vector<std::string> requests;
  requests.reserve(tokens.size());
  for (const std::string& token : tokens)
    requests.push_back(dialect == Dialect::mqtt ? mqtt_connect(requests.size())
                                                : websocket_request(app_key, token, requests.size()));
  return requests;
}

}  // namespace redial::peers
