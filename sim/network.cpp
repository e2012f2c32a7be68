// Both ends of a connection, and what travels between them.
#include "sim/network.hpp"

#include <algorithm>
#include <utility>

namespace redial::sim {

class Network::End final : public Stream {
 public:
  End(Network& network, std::uint64_t connection, Side side)
      : network_(network), connection_(connection), side_(side), timer_(network.world_) {}
  ~End() override {
    if (ended_.empty() && !closing_) transmit(Mark::fin);
    network_.forget(connection_, side_);
  }

  void set_handler(Handler* handler) override { handler_ = handler; }

  void send(std::span<const std::uint8_t> bytes) override {
    if (closing_ || !ended_.empty()) return;
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(bytes.size(), kReadBytes))) {
      const auto part = bytes.first(std::min(bytes.size(), kReadBytes));
      transmit(Mark::bytes, {part.begin(), part.end()});
    }
  }

  void close() override {
    if (!ended_.empty() || std::exchange(closing_, true)) return;
    transmit(Mark::fin);
    end_at(network_.world_.now() + kCloseTimeout, "closed");
  }

  void reset() override {
    if (!ended_.empty()) return;
    ended_ = "reset";
    transmit(Mark::rst);
    end_at(network_.world_.now(), ended_);
  }

  void arrive(Mark mark, const std::vector<std::uint8_t>& bytes) {
    if (!ended_.empty()) return;
    if (mark == Mark::rst) return end("reset by peer");
    if (mark == Mark::bytes) {
      if (handler_) handler_->on_bytes(bytes);
      return;
    }
    if (!closing_) transmit(Mark::fin);
    end(closing_ ? "closed" : "closed by peer");
  }

 private:
  void transmit(Mark mark, std::vector<std::uint8_t> bytes = {}) {
    network_.transmit(connection_, side_ == client ? server : client, mark, std::move(bytes));
  }
  void end_at(TimePoint when, const std::string& why) {
    timer_.start(when, [this, why] { end(why); });
  }
  void end(const std::string& why) {
    timer_.cancel();
    ended_ = why;
    if (handler_) handler_->on_closed(why);
  }

  Network& network_;
  std::uint64_t connection_;
  Side side_;
  Timer timer_;
  Handler* handler_ = nullptr;
  bool closing_ = false;
  std::string ended_;  // why; empty while it lives
};

TimePoint Network::arrival_after(TimePoint earliest) {
  Duration takes = delays_.latency;
  if (delays_.jitter > Duration::zero()) {
    takes += std::chrono::duration_cast<Duration>(delays_.jitter * world_.random().unit());
  }
  return std::max(earliest, world_.now() + takes);
}

// The server's end is told at once, when the dial arrives; the client's end is given back.
std::unique_ptr<Stream> Network::connect(const OnAccept& on_accept) {
  const auto id = ++last_connection_;
  auto of_client = std::make_unique<End>(*this, id, client);
  auto of_server = std::make_unique<End>(*this, id, server);
  connections_[id].ends = {of_client.get(), of_server.get()};
  on_accept(std::move(of_server));
  return of_client;
}

void Network::transmit(std::uint64_t id, Side to, Mark mark, std::vector<std::uint8_t> bytes) {
  auto& last = connections_.at(id).last_arrival[to];
  last = arrival_after(last + Duration(1));  // never at one instant, whose order may be shuffled
  world_.at(last, [this, id, to, mark, carried = std::move(bytes)] {
    const auto found = connections_.find(id);
    if (found != connections_.end() && found->second.ends[to]) found->second.ends[to]->arrive(mark, carried);
  });
}

void Network::forget(std::uint64_t id, Side side) {
  auto& ends = connections_.at(id).ends;
  ends[side] = nullptr;
  if (!ends[client] && !ends[server]) connections_.erase(id);
}

Network::Dial::Dial(Network& network, std::string address, Done done)
    : network_(network), address_(std::move(address)), done_(std::move(done)), timer_(network.world_) {
  timer_.start(network_.arrival_after({}), [this] { arrive(); });
}

Network::Dial::~Dial() = default;

// What the server sends into the connection, a reset at once too, arrives behind its acceptance.
void Network::Dial::arrive() {
  const auto listener = network_.listeners_.find(address_);
  const bool is_open = listener != network_.listeners_.end();
  const TimePoint answered = network_.arrival_after({});
  timer_.start(answered, [this, is_open] {
    const auto done = std::move(done_);
    if (is_open) return done(std::move(accepted_));
    done(Error{"cannot connect: Connection refused", address_, "check that somebody listens there"});
  });
  if (!is_open) return;
  const auto id = network_.last_connection_ + 1;
  network_.connections_[id].last_arrival[client] = answered;
  accepted_ = network_.connect(OnAccept(listener->second));
}

}  // namespace redial::sim
