// A lane for each connection; they share nothing but the list of what they found.
#include "net/calibration/known_delay.hpp"

#include <utility>

#include "net/calibration/delay_server.hpp"
#include "net/tcp.hpp"

namespace redial::net {

class KnownDelayTrips::Lane final : private ByteStream::Handler {
 public:
  Lane(KnownDelayTrips& owner, Loop& loop, std::uint16_t port, const KnownDelay& plan, Duration begin_after)
      : owner_(owner),
        loop_(loop),
        delay_(plan.delay),
        left_(plan.rounds),
        begin_(loop),
        dial_(loop, "127.0.0.1", port, [this, begin_after](Result<std::unique_ptr<ByteStream>> opened) {
          if (!opened) return owner_.lane_ended(&opened.error());
          stream_ = std::move(*opened);
          stream_->set_handler(this);
          begin_.start_in(begin_after, [this] { ask(); });
        }) {}

 private:
  void ask() {
    asked_ = loop_.now();
    stream_->send(delay_request(delay_));
  }

  void on_bytes(std::span<const std::uint8_t> bytes) override {
    const TimePoint seen = loop_.now();
    for (const std::uint8_t byte : bytes) {
      answer_[received_++] = byte;
      if (received_ == answer_.size()) answered(seen);
    }
  }

  void answered(TimePoint seen) {
    received_ = 0;
    owner_.errors_.push_back(seen - asked_ - delay_answer(answer_).injected());
    if (--left_ > 0) return ask();
    owner_.lane_ended(nullptr);
  }

  void on_closed(const std::string& why) override {
    const Error error{"the connection to the calibration's server ended: " + why, "127.0.0.1", "try again"};
    if (left_ > 0) owner_.lane_ended(&error);
  }

  KnownDelayTrips& owner_;
  Loop& loop_;
  Duration delay_;
  unsigned left_;
  TimePoint asked_{};
  DelayAnswerBytes answer_{};
  std::size_t received_ = 0;
  std::unique_ptr<ByteStream> stream_;
  Timer begin_;
  TcpDial dial_;  // last: it speaks when all else is there
};

KnownDelayTrips::KnownDelayTrips(Loop& loop, std::uint16_t port, const KnownDelay& plan, Done done)
    : under_way_(plan.connections), done_(std::move(done)) {
  for (unsigned i = 0; i < plan.connections; ++i)
    lanes_.push_back(std::make_unique<Lane>(*this, loop, port, plan, plan.delay * i / plan.connections));
}

KnownDelayTrips::~KnownDelayTrips() = default;

void KnownDelayTrips::lane_ended(const Error* why) {
  if (!done_) return;
  if (why) return std::exchange(done_, nullptr)(*why);
  if (--under_way_ == 0) std::exchange(done_, nullptr)(std::move(errors_));
}

}  // namespace redial::net
