// One question after the other, so that none disturbs another.
#include "net/calibration/calibration.hpp"

#include <memory>
#include <utility>

#include "net/await.hpp"
#include "net/calibration/arrivals.hpp"
#include "net/calibration/delay_server.hpp"
#include "net/calibration/known_delay.hpp"

namespace redial::net {
namespace {

using std::chrono::milliseconds;

// Nothing to wait for; what a network costs; and long enough for the machine to go to sleep.
constexpr KnownDelay kDelays[] = {{milliseconds(0), 1, 200}, {milliseconds(5), 4, 25}, {milliseconds(50), 10, 2}};

// Short, but long enough for the handler to have to be woken.
constexpr Duration kArrivalDelay = milliseconds(1);
constexpr unsigned kArrivals = 200;

// Of each question.
constexpr Duration kPatience = std::chrono::seconds(5);

using Errors = Result<std::vector<Duration>>;

// A loop with the server on it.
class Server {
 public:
  Server() : server_(loop_.call([this] { return std::make_unique<DelayServer>(loop_); })) {}
  ~Server() {
    loop_.call([this] { server_.reset(); });
  }
  Result<std::uint16_t> open() {
    return loop_.call([this] { return server_->open(); });
  }

 private:
  Loop loop_;
  std::unique_ptr<DelayServer> server_;
};

template <class Start>
Errors asked(Loop& loop, const Start& start) {
  auto errors = await<Errors>(loop, kPatience, start);
  if (!errors) return Error{"the calibration did not come to an end", "", "try again when the machine is less busy"};
  return *std::move(errors);
}

}  // namespace

Result<CalibrationSamples> calibrate() {
  Server server;
  const auto port = server.open();
  if (!port) return port.error();
  Loop loop;
  CalibrationSamples samples;
  for (const KnownDelay& plan : kDelays) {
    auto errors = asked(loop, [&](auto tell) { return std::make_unique<KnownDelayTrips>(loop, *port, plan, tell); });
    if (!errors) return errors.error();
    samples.known_delays.push_back({plan.delay, *std::move(errors)});
  }
  auto arrivals =
      asked(loop, [&](auto tell) { return std::make_unique<StampedArrivals>(loop, *port, kArrivalDelay, kArrivals, tell); });
  if (!arrivals) return arrivals.error();
  samples.arrivals = *std::move(arrivals);
  return samples;
}

}  // namespace redial::net
