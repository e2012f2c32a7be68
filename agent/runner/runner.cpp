// The loop between engine and ports.
#include "agent/runner/runner.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "agent/runner/judged.hpp"
#include "core/trace/trace.hpp"
#include "scenarios/engine/engine.hpp"
#include "scenarios/engine/judge.hpp"

namespace redial::agent {
namespace {

using scenarios::Demand;
using trace::Event;
using trace::EventKind;

class Run {
 public:
  Run(const scenarios::Scenario& scenario, const control::ClientDescription& client, Peers peers, const std::stop_token& stop)
      : play_(scenario.id + ", " + client.name + " " + client.version),
        peers_(peers),
        stop_(stop),
        engine_(scenario, peers.server.ca_file()),
        started_(peers.inbox.now()) {}

  scenarios::Finished play() {
    Demand demand = engine_.start(started_);
    while (!std::holds_alternative<scenarios::Finished>(demand)) {
      collect_engine_events();
      demand = stop_.stop_requested() ? engine_.failed({"the run was stopped", "", ""}, peers_.inbox.now())
                                      : std::visit([this](const auto& d) { return obey(d); }, demand);
    }
    auto finished = std::get<scenarios::Finished>(demand);
    catch_up(finished);
    clients_.clear();
    apps_.clear();
    while (auto late = peers_.inbox.next(peers_.inbox.now())) note(std::move(*late));
    collect_engine_events();
    return finished;
  }

  const trace::Trace& trace() const { return trace_; }
  TimePoint started() const { return started_; }
  Duration elapsed() const { return peers_.inbox.now() - started_; }

 private:
  Demand obey(const scenarios::MakeApp& demand) {
    control::CreateApp create = demand.create;
    create.play = play_;
    auto app = peers_.server.create_app(create, sink());
    if (!app) return engine_.failed(app.error(), now());
    auto& port = apps_[demand.app] = std::move(*app);
    return engine_.app_made(port->app(), now());
  }

  Demand obey(const scenarios::MakeClient& demand) {
    auto client = peers_.clients.create(demand.create, sink());
    if (!client) return engine_.failed(client.error(), now());
    clients_[demand.client] = std::move(*client);
    return engine_.done({}, now());
  }

  Demand obey(const scenarios::CommandClient& demand) {
    asked_ = now();
    return answered(clients_.at(demand.client)->perform(demand.command));
  }
  Demand obey(const scenarios::CommandServer& demand) {
    asked_ = now();
    return answered(apps_.at(demand.app)->perform(demand.command));
  }

  Demand obey(const scenarios::WaitUntil& wait) {
    while (now() < wait.deadline && !stop_.stop_requested()) {
      if (auto demand = take_one(peers_.inbox.wake_by(wait.deadline))) return *demand;
      collect_engine_events();
    }
    while (auto event = peers_.inbox.next(now())) {  // what came before the deadline counts, however late we look
      if (auto demand = observe(std::move(*event))) return *demand;
    }
    return engine_.woken(now());
  }

  Demand obey(const scenarios::Finished& finished) { return finished; }

  std::optional<Demand> take_one(TimePoint deadline) {
    auto event = peers_.inbox.next(deadline);
    if (event) return observe(std::move(*event));
    note_lateness(EventKind::overslept, now(), now() - deadline, "the run was woken");
    return std::nullopt;
  }

  std::optional<Demand> observe(Event event) {
    note(event);
    return engine_.observe(event, now());
  }

  void note(Event event) {
    if (asked_ && event.at >= *asked_ && event.at <= answered_ && begins_what_was_asked(event)) {
      note_lateness(EventKind::step_delayed, event.at, event.at - *asked_, "a step was carried out");
      asked_.reset();
    }
    trace_.append(std::move(event));
  }

  static bool begins_what_was_asked(const Event& event) {
    return event.kind == EventKind::call || event.kind == EventKind::listeners_registered ||
           event.kind == EventKind::server_command || event.kind == EventKind::fault_armed;
  }

  void note_lateness(EventKind kind, TimePoint at, Duration late, const char* what) {
    if (late <= scenarios::kTrustedLateness) return;
    Event event;
    event.at = at;
    event.kind = kind;
    event.detail = std::string(what) + " " + std::to_string(late / std::chrono::milliseconds(1)) + " ms late";
    trace_.append(event);
  }

  // The peers may have seen more than has come here.
  void catch_up(scenarios::Finished& finished) {
    const auto hear = [&](const auto& ports) {
      for (const auto& [name, port] : ports) {
        const auto all = port->catch_up();
        if (!all && finished.how == scenarios::Finished::How::complete)
          finished = {scenarios::Finished::How::inconclusive, to_text(all.error())};
      }
    };
    hear(clients_);
    hear(apps_);
  }

  template <class T>
  Demand answered(const Result<T>& result) {
    answered_ = now();
    if (answered_ - *asked_ <= scenarios::kTrustedLateness) asked_.reset();  // so it was carried out in time
    // What was observed during the call belongs ahead of what the engine does next.
    while (auto event = peers_.inbox.next(now())) observe(std::move(*event));
    if (!result) return engine_.failed(result.error(), now());
    if constexpr (std::is_same_v<T, control::ServerReply>) return engine_.done(*result, now());
    return engine_.done({}, now());
  }

  void collect_engine_events() {
    for (Event& event : engine_.take_events()) trace_.append(std::move(event));
  }

  ObservationSink sink() {
    return [inbox = &peers_.inbox](Event event) { inbox->post(std::move(event)); };
  }
  TimePoint now() const { return peers_.inbox.now(); }

  std::string play_;  // scenario and client, for people
  Peers peers_;
  const std::stop_token& stop_;
  scenarios::Engine engine_;
  TimePoint started_;
  std::optional<TimePoint> asked_;  // when a peer was asked to do what it is not known to have begun in time
  TimePoint answered_{};            // when it had done it
  trace::Trace trace_;
  std::map<std::string, std::unique_ptr<AppPort>> apps_;
  std::map<std::string, std::unique_ptr<ClientPort>> clients_;
};

}  // namespace

reports::ScenarioResult run_scenario(const scenarios::Scenario& scenario, const control::ClientDescription& client, Peers peers,
                                     const std::stop_token& stop) {
  Run run(scenario, client, peers, stop);
  reports::ScenarioResult result;
  result.outcome = run.play();
  result.scenario = scenario.id;
  result.file = scenario.file;
  result.shows = scenario.shows;
  result.sources = scenario.sources;
  result.tags = scenario.tags;
  result.client = client;
  result.started_at = run.started();
  result.duration = run.elapsed();
  result.trace = run.trace().in_time_order();
  result.dropped_events = run.trace().dropped();
  judge(scenario, result);
  return result;
}

}  // namespace redial::agent
