// One step of the server's machine: a ping on a connection that is online, and a whole login.
#include <benchmark/benchmark.h>

#include "core/session/server_session.hpp"

namespace redial::session::server {
namespace {

class PassAll : public fault::ReplyPolicy {
 public:
  std::optional<std::vector<fault::Reply>> on_reply(const fault::Reply&, TimePoint) override { return std::nullopt; }
};

const Event kAccepted =
    LoginDecided{wire::ConnAck{.status = 0, .user = "user-0001", .session = "session-1", .server_time_ms = 1}};

void answer_ping(benchmark::State& state) {
  PassAll replies;
  ServerSession session("user-0001", wire::Dialect::web, replies);
  session.handle(kAccepted, {});
  const Event ping = MessageArrived{wire::PingReq{}};
  for (auto _ : state) benchmark::DoNotOptimize(session.handle(ping, {}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(answer_ping);

void log_in(benchmark::State& state) {
  PassAll replies;
  for (auto _ : state) {
    ServerSession session("user-0001", wire::Dialect::web, replies);
    benchmark::DoNotOptimize(session.handle(Upgraded{}, {}));
    benchmark::DoNotOptimize(session.handle(kAccepted, {}));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(log_in);

}  // namespace
}  // namespace redial::session::server
