// Captures for tests, made by the writer of net/capture, which knows nothing of the readers.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "doctor/artefacts/capture/byte_source.hpp"
#include "doctor/artefacts/capture/read_packets.hpp"
#include "net/capture/pcapng.hpp"
#include "net/capture/tcp_conversation.hpp"
#include "net/capture/tcp_packet.hpp"

namespace redial::doctor::capture {

using net::capture::Side;

inline wire::Bytes bytes_in(std::string_view text) { return {text.begin(), text.end()}; }

inline net::Endpoint end(std::uint16_t port, std::uint8_t last = 1) { return {.address{127, 0, 0, last}, .port = port}; }

// Packets of any connections, in the order of their making; a millisecond lies between two.
class MadeCapture {
 public:
  MadeCapture() {
    put(net::capture::section_header("test", ""));
    put(net::capture::interface_description("lo"));
  }
  void packet(const wire::Bytes& bytes) {
    now += std::chrono::milliseconds(1);
    put(net::capture::enhanced_packet(now, net::capture::Direction::inbound, bytes, {}));
  }
  void secrets(std::string_view lines) { put(net::capture::decryption_secrets(lines)); }
  Result<Case> read(std::string_view key_log = {}) const {
    MemorySource source(file);
    return read_packets(source, "made.pcapng", key_log);
  }

  wire::Bytes file;
  std::chrono::nanoseconds now = std::chrono::seconds(1'700'000'000);

 private:
  void put(const wire::Bytes& block) { file.insert(file.end(), block.begin(), block.end()); }
};

// One connection in it.
class MadeConnection {
 public:
  MadeConnection(MadeCapture& capture, const net::Endpoint& client, const net::Endpoint& server)
      : capture_(capture), tcp_(client, server) {
    put(tcp_.handshake());
  }
  void client(std::string_view text) { put(tcp_.data(Side::client, bytes_in(text))); }
  void server(std::string_view text) { put(tcp_.data(Side::server, bytes_in(text))); }
  void client(const wire::Bytes& bytes) { put(tcp_.data(Side::client, bytes)); }
  void server(const wire::Bytes& bytes) { put(tcp_.data(Side::server, bytes)); }
  void fin(Side side) { put(tcp_.fin(side)); }
  void reset(Side side) { put(tcp_.reset(side)); }

 private:
  void put(const net::capture::Packets& packets) {
    for (const auto& packet : packets) capture_.packet(packet.bytes);
  }
  MadeCapture& capture_;
  net::capture::TcpConversation tcp_;
};

inline std::vector<std::string> lines_of(const Case& one) {
  std::vector<std::string> lines;
  for (const trace::Event& event : one.trace) {
    const std::string line = to_text(event, one.start);
    lines.push_back(line.substr(line.find("ms ") + 3));  // without its time
  }
  return lines;
}

}  // namespace redial::doctor::capture
