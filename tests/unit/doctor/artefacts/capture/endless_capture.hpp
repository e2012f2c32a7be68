// A capture of any size, made while it is read: others' traffic of many connections, and behind it a chat's. It is cheap to make,
// so that what takes time is the reading.
#pragma once

#include <algorithm>
#include <cstring>

#include "doctor/artefacts/capture/byte_source.hpp"
#include "net/capture/tcp_packet.hpp"

namespace redial::doctor::capture {

class EndlessCapture : public ByteSource {
 public:
  // At least so many bytes of others' traffic.
  explicit EndlessCapture(std::size_t size) : left_(size) {
    put(next_, {0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 101, 0, 0, 0});  // raw IP
    for (std::size_t i = 0; i < kConnections; ++i) {
      put_other(next_, i, {.flags = net::capture::kSyn});
      put_other(traffic_, i, {.sequence = 1, .flags = net::capture::kAck, .payload = payload_});
    }
  }

  std::size_t read(std::span<std::uint8_t> into) override {
    std::size_t got = 0;
    while (got < into.size() && !is_over_) {
      const std::size_t now = std::min(into.size() - got, next_.size() - taken_);
      std::memcpy(into.data() + got, next_.data() + taken_, now);
      taken_ += now;
      got += now;
      if (taken_ == next_.size()) go_on();
    }
    given_ += got;
    return got;
  }
  std::size_t given() const { return given_; }

 private:
  static constexpr std::size_t kConnections = 5000, kPayload = 1400;

  void go_on() {
    taken_ = 0;
    is_over_ = is_chat_;
    if (left_ > 0) {
      next_ = traffic_;
      left_ -= std::min(left_, next_.size());
    } else if (!is_chat_) {
      next_.clear();
      put_chat();
      is_chat_ = true;
    }
  }

  static void put_other(wire::Bytes& to, std::size_t number, const net::capture::TcpSegment& segment) {
    const net::Endpoint client{.address{10, 0, 0, 1}, .port = static_cast<std::uint16_t>(10'000 + number)};
    put_packet(to, net::capture::ip_packet(client, {.address{10, 0, 0, 2}, .port = 8443}, segment));
  }

  void put_chat() {
    const net::Endpoint client{.address{127, 0, 0, 1}, .port = 40'000}, server{.address{127, 0, 0, 1}, .port = 90};
    const std::string_view upgrade =
        "GET /websocket?appId=k-1&token=abcdefgh01234567&deviceId=D1 HTTP/1.1\r\nHost: 127.0.0.1:90\r\nUpgrade: "
        "websocket\r\n\r\n";
    put_packet(next_, net::capture::ip_packet(client, server, {.flags = net::capture::kSyn}));
    put_packet(next_, net::capture::ip_packet(client, server,
                                              {.sequence = 1, .flags = net::capture::kAck, .payload = bytes_of(upgrade)}));
  }

  static void put_packet(wire::Bytes& to, const wire::Bytes& packet) {
    const auto size = static_cast<std::uint32_t>(packet.size());
    for (const std::uint32_t number : {1'700'000'000u, 0u, size, size})
      for (int shift = 0; shift < 32; shift += 8) to.push_back(static_cast<std::uint8_t>(number >> shift));
    put(to, packet);
  }
  static void put(wire::Bytes& to, const wire::Bytes& bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

  std::size_t left_, given_ = 0, taken_ = 0;
  bool is_chat_ = false, is_over_ = false;
  wire::Bytes next_, traffic_, payload_ = wire::Bytes(kPayload, 0x80);  // a speech that nobody knows
};

}  // namespace redial::doctor::capture
