// Looks at the few bytes that decide.
#include "benchmarks/peers/client/answer.hpp"

#include <algorithm>

namespace redial::peers {
namespace {

constexpr std::string_view kSwitching = "HTTP/1.1 101";
constexpr std::string_view kEndOfHead = "\r\n\r\n";
constexpr char kBinaryFrame = '\x82';
constexpr std::size_t kFrameHead = 2;    // up to 125 bytes, from a server
constexpr char kConnack = '\x20';        // of both protocols
constexpr std::size_t kStatusAt = 2;     // in the chat protocol's CONNACK
constexpr std::size_t kMqttConnack = 4;  // 20 02 flags code

bool begins_with_the_same(std::string_view bytes, std::string_view wanted) {
  const std::size_t known = std::min(bytes.size(), wanted.size());
  return bytes.substr(0, known) == wanted.substr(0, known);
}

Answer read_websocket(std::string_view bytes) {
  if (!begins_with_the_same(bytes, kSwitching)) return Answer::refused;
  const std::size_t head = bytes.find(kEndOfHead);
  if (head == std::string_view::npos) return Answer::incomplete;
  const std::string_view frame = bytes.substr(head + kEndOfHead.size());
  if (frame.size() <= kFrameHead + kStatusAt) return Answer::incomplete;
  const bool is_connack = frame[0] == kBinaryFrame && frame[kFrameHead] == kConnack && frame[kFrameHead + kStatusAt] == 0;
  return is_connack ? Answer::logged_in : Answer::refused;
}

Answer read_mqtt(std::string_view bytes) {
  if (bytes.size() < kMqttConnack) return Answer::incomplete;
  return bytes[0] == kConnack && bytes[kMqttConnack - 1] == 0 ? Answer::logged_in : Answer::refused;
}

}  // namespace

Answer read_answer(Dialect dialect, std::string_view bytes) {
  return dialect == Dialect::mqtt ? read_mqtt(bytes) : read_websocket(bytes);
}

}  // namespace redial::peers
