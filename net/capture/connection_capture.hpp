// The capture of one connection: what passed its socket as packets, with comments that say what it meant. It writes blocks as it
// goes, one packet behind, since what a packet meant is known after it has come. Where the blocks go is the owner's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "net/capture/pcapng.hpp"
#include "net/capture/tcp_conversation.hpp"
#include "net/tcp_tap.hpp"

namespace redial::net::capture {

class ConnectionCapture {
 public:
  struct About {
    std::string application, comment;
    TcpEnds ends;  // `here` is the server
  };
  using Write = std::function<void(std::span<const std::uint8_t> block)>;

  // Accepted at `at`. Times never go back.
  ConnectionCapture(const About& about, UnixTime at, Write write);
  ~ConnectionCapture();  // writes the last packet
  ConnectionCapture(const ConnectionCapture&) = delete;
  ConnectionCapture& operator=(const ConnectionCapture&) = delete;

  // ---- as TcpTap ----
  void read(UnixTime at, std::span<const std::uint8_t> bytes);
  void queued(std::size_t size);
  void written(UnixTime at, std::span<const std::uint8_t> bytes);
  void ending(UnixTime at);
  void ended(UnixTime at, TcpTap::End how);

  // A line of the key log. Stands before the packet that is being looked at.
  void secret(std::string_view line);

  // A comment of the last packet: what has been found in it.
  void comment(std::string text) { held_->comments.push_back(std::move(text)); }
  // Something happened on this connection: a comment of the packet before or behind it, whichever is nearer in time. What happens
  // just before an end of ours has brought it about, and is a comment of its packet whatever else is written first.
  void note(UnixTime at, std::string text);
  // What is queued next is what `text` says: a comment of the packet that begins with it.
  void sending(std::string text) { leaving_ = std::move(text); }
  // Behind `sending` and what it announces: if nothing was queued, a note says that it was held back.
  void sent(UnixTime at);

 private:
  struct Held {  // the last packet
    UnixTime at{};
    Packet packet;
    std::vector<std::string> comments;
  };
  struct Note {
    UnixTime at{};
    std::string text;
  };
  struct Announced {
    std::uint64_t offset = 0;  // of its first byte among all that was queued
    std::string text;
  };

  void take(UnixTime at, Packets packets);
  void hold(UnixTime at, Packet packet);
  void take_our_end(UnixTime at, Packets packets);
  void write_held();

  Write write_;
  TcpConversation tcp_;
  std::optional<Held> held_;
  std::vector<Note> notes_;       // since the last packet
  std::vector<Note> of_our_end_;  // what brought it about, until its packet is taken
  std::optional<std::string> leaving_;
  std::deque<Announced> announced_;  // queued, not written
  std::uint64_t queued_ = 0, written_ = 0;
};

}  // namespace redial::net::capture
