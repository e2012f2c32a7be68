// One direction of a TCP connection: segments in, in whatever order and as often as they come; the stream out, and where bytes
// of it are not to be had. It keeps no more than what stands behind a hole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include "core/time/time.hpp"
#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/bytes.hpp"

namespace redial::doctor::capture {

inline constexpr std::size_t kMaxPendingBytes = 1u << 20;   // behind a hole of one direction; then it is given up
inline constexpr std::size_t kMaxPendingPieces = 1024;      // the same
inline constexpr std::size_t kMaxPendingInAll = 64u << 20;  // of all connections
inline constexpr std::uint32_t kMaxAhead = 64u << 20;       // a segment further from its place is no part of the stream
inline constexpr int kReorderedPackets = 8;                 // may a segment be late behind its own acknowledgement

class TcpStream {
 public:
  class Sink {
   public:
    virtual void stream_data(View bytes) = 0;
    virtual void stream_lost(std::uint64_t bytes) = 0;  // they are missing here, in the order of the stream

   protected:
    ~Sink() = default;
  };

  // `in_all`: what all streams keep together.
  explicit TcpStream(std::size_t& in_all) : in_all_(in_all) {}
  ~TcpStream() { forget(); }
  TcpStream(const TcpStream&) = delete;
  TcpStream& operator=(const TcpStream&) = delete;

  bool has_begun() const { return has_begun_; }
  void begin(std::uint32_t sequence);  // of the first byte
  // A segment; `missing` bytes behind the payload were not captured. Begins the stream if nothing else has.
  void add(std::uint32_t sequence, View payload, std::size_t missing, Sink& sink);
  // The stream ends ahead of this number.
  void end_at(std::uint32_t sequence);
  // The other end has told what it has. What it has and we have not, we shall never see.
  void acknowledged(std::uint32_t number, Sink& sink);
  // Nothing more will come.
  void flush(Sink& sink);
  bool is_finished() const { return end_ && next_ >= *end_; }

 private:
  struct Piece {
    wire::Bytes bytes;
    std::size_t missing = 0;
  };
  std::optional<std::uint64_t> place_of(std::uint32_t sequence) const;
  void deliver(std::uint64_t at, View payload, std::size_t missing, Sink& sink);
  void keep(std::uint64_t at, View payload, std::size_t missing);
  void take_kept(Sink& sink);
  void give_up_hole(Sink& sink);
  void forget();

  std::size_t& in_all_;
  bool has_begun_ = false;
  std::uint64_t next_ = 0;  // the low 32 bits are TCP's number
  std::optional<std::uint64_t> end_;
  std::map<std::uint64_t, Piece> pieces_;  // behind next_
  std::size_t kept_ = 0;
  int acknowledged_holes_ = 0;
};

}  // namespace redial::doctor::capture
