// One request at a time on each connection.
#include "net/calibration/delay_server.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace redial::net {
namespace {

using Nanoseconds = Duration::rep;
static_assert(sizeof(Nanoseconds) == sizeof(DelayRequest));

DelayAnswerBytes answer_bytes(const DelayAnswer& answer) {
  return std::bit_cast<DelayAnswerBytes>(
      std::array<Nanoseconds, 2>{answer.begun.time_since_epoch().count(), answer.over.time_since_epoch().count()});
}

}  // namespace

DelayRequest delay_request(Duration delay) { return std::bit_cast<DelayRequest>(delay.count()); }

DelayAnswer delay_answer(const DelayAnswerBytes& bytes) {
  const auto times = std::bit_cast<std::array<Nanoseconds, 2>>(bytes);
  return {TimePoint(Duration(times[0])), TimePoint(Duration(times[1]))};
}

class DelayServer::Connection final : private ByteStream::Handler {
 public:
  Connection(Loop& loop, std::unique_ptr<ByteStream> stream) : loop_(loop), stream_(std::move(stream)), timer_(loop) {
    stream_->set_handler(this);
  }

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override {
    for (const std::uint8_t byte : bytes) {
      request_[received_++] = byte;
      if (received_ == request_.size()) obey(Duration(std::bit_cast<Nanoseconds>(request_)));
    }
  }
  void on_closed(const std::string&) override { timer_.cancel(); }

  void obey(Duration delay) {
    received_ = 0;
    begun_ = loop_.now();
    if (delay <= Duration::zero()) return answer();
    timer_.start(begun_ + delay, [this] { answer(); });
  }

  void answer() { stream_->send(answer_bytes({begun_, loop_.now()})); }

  Loop& loop_;
  std::unique_ptr<ByteStream> stream_;
  Timer timer_;
  DelayRequest request_{};
  std::size_t received_ = 0;
  TimePoint begun_{};
};

DelayServer::DelayServer(Loop& loop)
    : loop_(loop), listener_(loop, [this](std::unique_ptr<AcceptedStream> stream) {
        connections_.push_back(std::make_unique<Connection>(loop_, std::move(stream)));
      }) {}

DelayServer::~DelayServer() = default;

}  // namespace redial::net
