// See conductor.hpp.
#include "load/conductor/conductor.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "load/conductor/bench_server.hpp"
#include "load/plan/course.hpp"
#include "load/result/merge.hpp"
#include "load/service/load_conversion.hpp"
#include "load/service/remote_crowd.hpp"
#include "net/clock.hpp"

namespace redial::load {
namespace {

// Until `due`, or a stop request.
void wait_until(TimePoint due, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_until(lock, stop, std::chrono::steady_clock::time_point(due.time_since_epoch()), [] { return false; });
}

class Conductor {
 public:
  Conductor(const Bench& bench, Audience& audience, std::stop_token stop)
      : bench_(bench), audience_(audience), stop_(std::move(stop)) {}

  Result<Conducted> lead() {
    const TimePoint started = net::now();
    if (auto ready = prepare(); !ready) return ready.error();
    Conducted conducted;
    for (std::size_t i = 0; i < bench_.spec.phases.size() && !stop_.stop_requested(); ++i) {
      auto phase = play(i, started);
      if (!phase) return phase.error();
      conducted.phases.push_back(std::move(*phase));
      audience_.ended(conducted.phases.back());
    }
    conducted.server_loops = server_loops_;
    conducted.interrupted = stop_.stop_requested();
    return conducted;
  }

 private:
  Result<Done> prepare() {
    auto server = BenchServer::open(bench_.server, bench_.spec, bench_.seed);
    if (!server) return server.error();
    server_ = std::move(*server);
    auto tokens = server_->issue_tokens(bench_.spec);
    if (!tokens) return tokens.error();
    for (const std::string& agent : bench_.agents) crowds_.push_back(std::make_unique<RemoteCrowd>(agent));
    for (std::size_t i = 0; i < crowds_.size(); ++i)
      if (auto sent = crowds_[i]->set_up(setup_of(i), share_of(i, *tokens)); !sent) return sent;
    for (const auto& crowd : crowds_)
      if (auto ready = crowd->wait_until_ready(); !ready) return ready;
    return Done{};
  }

  redial::v1::LoadSetup setup_of(std::size_t agent) const {
    redial::v1::LoadSetup setup;
    setup.set_spec(bench_.spec_text);
    setup.set_users(bench_.resize.users.value_or(0));
    setup.set_rate(bench_.resize.rate.value_or(0));
    setup.set_scale(bench_.resize.scale);
    setup.set_seed(bench_.seed);
    setup.set_index(static_cast<std::uint32_t>(agent));
    setup.set_total(static_cast<std::uint32_t>(crowds_.size()));
    setup.set_loops(bench_.loops);
    for (const App& app : server_->apps()) *setup.add_apps() = to_proto(app);
    setup.set_ca_file(server_->ca_file());
    setup.set_clock_id(net::clock_id());
    return setup;
  }

  std::vector<Token> share_of(std::size_t agent, const std::vector<Token>& tokens) const {
    std::vector<Token> share;
    for (std::size_t user = agent; user < tokens.size(); user += crowds_.size()) share.push_back(tokens[user]);
    return share;
  }

  Result<Phase> play(std::size_t number, TimePoint started) {
    const PhaseSpec& spec = bench_.spec.phases[number];
    const auto before = server_->usage();
    if (!before) return before.error();
    server_loops_ = before->loops;
    const TimePoint at = net::now() + kLead;
    for (const auto& crowd : crowds_)
      if (auto begun = crowd->begin(static_cast<std::uint32_t>(number), at); !begun) return begun.error();
    audience_.began(spec, number);
    struck_.reset();
    if (auto seen = see_through(spec, at); !seen) return seen.error();
    auto phase = gather();
    if (!phase) return phase;
    const auto after = server_->usage();
    if (!after) return after.error();
    if (auto calm = server_->calm(); !calm) return calm.error();
    phase->began = at - started;
    phase->ended = net::now() - started;
    phase->server = ServerUsage{.cpu = after->cpu - before->cpu,
                                .logins = after->logins - before->logins,
                                .memory_before = before->memory,
                                .memory_after = after->memory,
                                .sessions_before = before->sessions,
                                .sessions_after = after->sessions};
    return phase;
  }

  // From the beginning until everything is settled, or the time for it is over, or the user stops it.
  Result<Done> see_through(const PhaseSpec& spec, TimePoint at) {
    const auto commands = course(spec, bench_.spec.apps);
    const TimePoint over = at + planned_length(spec, bench_.spec.users, bench_.spec.apps) + spec.within;
    std::size_t next = 0;
    while (!stop_.stop_requested()) {
      const bool has_next = next < commands.size();
      wait_until(has_next ? std::min(net::now() + kLook, at + commands[next].at) : net::now() + kLook, stop_);
      for (; next < commands.size() && at + commands[next].at <= net::now(); ++next) {
        if (!struck_) struck_ = net::now();
        if (auto done = server_->carry_out(commands[next]); !done) return done;
      }
      const auto progress = stands();
      if (!progress) return progress.error();
      audience_.stands(*progress, net::now() - at);
      if ((progress->settled && next == commands.size()) || net::now() >= over) break;
    }
    return Done{};
  }

  Result<Progress> stands() {
    Progress all;
    for (const auto& crowd : crowds_) {
      const auto progress = crowd->progress();
      if (!progress) return progress.error();
      all.add(*progress);
    }
    return all;
  }

  // All end at about one moment: nobody waits for another's result before it is told to end.
  Result<Phase> gather() {
    for (const auto& crowd : crowds_)
      if (auto told = crowd->end(struck_, stop_.stop_requested()); !told) return told.error();
    std::optional<Phase> whole;
    for (const auto& crowd : crowds_) {
      auto part = crowd->result();
      if (!part) return part.error();
      if (!whole)
        whole = std::move(*part);
      else if (auto merged = merge(*whole, *part); !merged)
        return merged.error();
    }
    return std::move(*whole);
  }

  const Bench& bench_;
  Audience& audience_;
  std::stop_token stop_;
  std::unique_ptr<BenchServer> server_;
  std::vector<std::unique_ptr<RemoteCrowd>> crowds_;  // gone ahead of the server's apps
  std::uint32_t server_loops_ = 0;
  std::optional<TimePoint> struck_;  // by the phase's first command
};

}  // namespace

Result<Conducted> conduct(const Bench& bench, Audience& audience, const std::stop_token& stop) {
  return Conductor(bench, audience, stop).lead();
}

}  // namespace redial::load
