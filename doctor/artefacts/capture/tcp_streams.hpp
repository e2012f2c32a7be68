// All TCP connections of a capture, in bounded memory. Those that are nothing to us cost an entry in a table and no more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>

#include "doctor/artefacts/capture/tcp_connection.hpp"

namespace redial::doctor::capture {

inline constexpr std::size_t kMaxLiveConnections = 16'384;  // that are read; more: the oldest are given up
inline constexpr std::size_t kMaxKnownConnections =
    262'144;  // that are in the table; more: those that are not read are forgotten

struct TcpStart {
  net::Endpoint client, server;
  TimePoint at{};
  bool from_its_beginning = false;  // the capture shows its SYN, or the answer to it
};

class TcpStreams {
 public:
  using Listen = std::function<std::unique_ptr<TcpListener>(const TcpStart&)>;
  explicit TcpStreams(Listen listen) : listen_(std::move(listen)) {}

  void take(const TcpSegment& segment, TimePoint at);
  // A router's word on a segment of which it shows the beginning: ends as that segment had them.
  void unreachable(const net::Endpoint& from, const net::Endpoint& to, TimePoint at);
  void finish(TimePoint at);  // the capture is over

  std::uint64_t seen() const { return seen_; }          // connections
  std::uint64_t given_up() const { return given_up_; }  // of those that were read, for want of memory

 private:
  struct Key {
    net::Endpoint low, high;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  struct Entry {
    std::unique_ptr<TcpConnection> live;  // none: it is nothing to us, or over
    std::uint64_t number = 0;
  };
  static Key key_of(const net::Endpoint& a, const net::Endpoint& b);
  bool begins(const TcpSegment& segment, const Entry* known) const;
  void open(Entry& entry, const TcpSegment& segment, TimePoint at);
  void close(Entry& entry, TimePoint at);
  void make_room(TimePoint at);
  void close_oldest(std::size_t count, TimePoint at);

  Listen listen_;
  std::size_t pending_ = 0;  // bytes in all streams
  std::size_t live_ = 0;
  std::uint64_t seen_ = 0, given_up_ = 0;
  std::unordered_map<Key, Entry, Hash> entries_;
};

}  // namespace redial::doctor::capture
