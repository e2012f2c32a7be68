// A capture of any size, made while it is read: others' traffic of many connections, and at the end a chat's.
#pragma once

#include <algorithm>
#include <cstring>

#include "doctor/artefacts/capture/byte_source.hpp"
#include "net/capture/tcp_packet.hpp"

namespace redial::doctor::capture {

class EndlessCapture : public ByteSource {
 public:
  explicit EndlessCapture(std::size_t size) : size_(size) {
    put({0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 101, 0, 0, 0});
  }

  std::size_t read(std::span<std::uint8_t> into) override {
    std::size_t got = 0;
    while (got < into.size()) {
      if (taken_ == next_.size() && !make_next()) break;
      const std::size_t now = std::min(into.size() - got, next_.size() - taken_);
      std::memcpy(into.data() + got, next_.data() + taken_, now);
      taken_ += now;
      got += now;
    }
    given_ += got;
    return got;
  }
  std::size_t given() const { return given_; }

 private:
  static constexpr std::size_t kConnections = 5000, kPayload = 1400;

  bool make_next() {
    next_.clear();
    taken_ = 0;
    if (given_ > size_ && is_done_) return false;
    if (given_ > size_) {
      put_chat();
      is_done_ = true;
      return true;
    }
    for (std::size_t i = 0; i < 500; ++i) put_other();
    return true;
  }

  // Connections of a byte soup, each with a beginning and no end.
  void put_other() {
    const std::size_t number = count_++ % kConnections;
    const net::Endpoint client{.address{10, 0, 0, 1}, .port = static_cast<std::uint16_t>(10'000 + number)};
    const net::Endpoint server{.address{10, 0, 0, 2}, .port = 8443};
    const auto turn = static_cast<std::uint32_t>(count_ / kConnections);
    if (turn == 0) return put_packet(net::capture::ip_packet(client, server, {.flags = net::capture::kSyn}));
    if (payload_.empty())
      for (std::size_t i = 0; i < kPayload; ++i) payload_.push_back(static_cast<std::uint8_t>(0x80 | i));
    put_packet(net::capture::ip_packet(
        client, server,
        {.sequence = 1 + turn * static_cast<std::uint32_t>(kPayload), .flags = net::capture::kAck, .payload = payload_}));
  }

  void put_chat() {
    const net::Endpoint client{.address{127, 0, 0, 1}, .port = 40'000}, server{.address{127, 0, 0, 1}, .port = 90};
    const std::string_view upgrade =
        "GET /websocket?appId=k-1&token=abcdefgh01234567&deviceId=D1 HTTP/1.1\r\nHost: 127.0.0.1:90\r\nUpgrade: "
        "websocket\r\n\r\n";
    put_packet(net::capture::ip_packet(client, server, {.flags = net::capture::kSyn}));
    put_packet(
        net::capture::ip_packet(client, server, {.sequence = 1, .flags = net::capture::kAck, .payload = bytes_of(upgrade)}));
  }

  void put_packet(const wire::Bytes& packet) {
    const auto size = static_cast<std::uint32_t>(packet.size());
    for (const std::uint32_t number : {1'700'000'000u, 0u, size, size})
      for (int shift = 0; shift < 32; shift += 8) next_.push_back(static_cast<std::uint8_t>(number >> shift));
    put(packet);
  }
  void put(const wire::Bytes& bytes) { next_.insert(next_.end(), bytes.begin(), bytes.end()); }

  std::size_t size_, given_ = 0, taken_ = 0, count_ = 0;
  bool is_done_ = false;
  wire::Bytes next_, payload_;
};

}  // namespace redial::doctor::capture
