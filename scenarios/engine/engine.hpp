// Plays a scenario: turns it, step by step, into commands for clients and the mock server. A pure machine; the runner obeys it.
// It judges nothing: whether promises were kept is the judge's business, from the trace alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/control/client_command.hpp"
#include "core/control/server_command.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"
#include "scenarios/engine/app_model.hpp"
#include "scenarios/engine/finished.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// ---- what the runner has to do; every demand is answered by exactly one of the `Engine` functions named beside it ----
struct MakeApp {  // app_made or failed
  std::string app;
  control::CreateApp create;
};
struct MakeClient {  // done or failed
  std::string client;
  control::CreateClient create;
};
struct CommandClient {  // done or failed
  std::string client;
  control::ClientCommand command;
};
struct CommandServer {  // done (with the reply) or failed
  std::string app;
  control::ServerCommand command;
};
struct WaitUntil {  // woken, at the deadline; or observe, which ends the wait if it returns a demand
  TimePoint deadline;
};
using Demand = std::variant<MakeApp, MakeClient, CommandClient, CommandServer, WaitUntil, Finished>;

class Engine {
 public:
  // `ca_file` is what clients shall trust, for scenarios over TLS. The scenario must outlive the engine.
  Engine(const Scenario& scenario, std::string ca_file);

  Demand start(TimePoint now);
  Demand app_made(const control::App& app, TimePoint now);
  Demand done(const control::ServerReply& reply, TimePoint now);
  Demand failed(const Error& error, TimePoint now);
  Demand woken(TimePoint now);

  // Tells the engine of an event, at any time. Only while it waits can that end the wait: then the next demand comes back.
  std::optional<Demand> observe(const trace::Event& event, TimePoint now);

  // The engine's own events (run lane) since the last call, for the trace.
  std::vector<trace::Event> take_events();

 private:
  struct Setup {
    enum class What : std::uint8_t { app, client, listeners } what;
    std::string name;
  };
  struct Seen {
    trace::Event event;
    bool used = false;  // each event satisfies one await
  };

  Demand next(TimePoint now);
  std::optional<Demand> next_setup();
  std::optional<Demand> next_deed(TimePoint now);
  void deed_done(const control::ServerReply& reply, TimePoint now);
  void told_fetched(const AppModels::Deed& deed, std::optional<std::int32_t> code, TimePoint now);
  WaitUntil wait();
  void end_wait(TimePoint now);
  bool is_satisfied();
  Demand finish(Finished finished, TimePoint now);
  void complete_step(TimePoint now);
  bool satisfied(const AwaitStep& await);
  void open_window(const Action& action);
  void record(trace::EventKind kind, TimePoint now, std::string detail);

  MakeApp make_app(const std::string& name) const;
  MakeClient make_client(const std::string& name) const;
  std::optional<Demand> perform(const Action& action, TimePoint now);
  control::Connect connect_of(const ConnectStep& step);
  control::ApiCall call_of(const ApiStep& step);
  control::CallTogether calls_of(const TogetherStep& step);
  control::CallInCallback call_of(const InCallbackStep& step);
  CallId next_call(const std::string& client) { return CallId{++calls_[client]}; }

  const Scenario& scenario_;
  std::string ca_file_;
  std::deque<Setup> setup_;  // still to do before the first step
  std::string making_app_;
  std::size_t step_ = 0;
  bool in_step_ = false;
  bool finished_ = false;
  std::optional<Finished> broken_off_;  // how, once a peer is lost or a client has crashed
  std::optional<TimePoint> wait_ends_;  // of the step that waits
  bool waiting_ = false;                // WaitUntil is the demand that was made last
  AppModels app_models_;
  std::optional<AppModels::Deed> deed_;          // of an app model, demanded and not done yet
  std::map<std::string, ConnectStep> connects_;  // the latest of each client
  std::map<std::string, control::App> apps_;
  std::map<std::string, Token> tokens_;  // by label
  std::map<std::string, std::uint32_t> calls_;
  std::vector<Seen> seen_;
  std::size_t window_ = 0;                      // awaits of no client look at events from here on
  std::map<std::string, std::size_t> windows_;  // awaits of this client, likewise
  std::vector<trace::Event> events_;
};

// The text that the client is given: what a clumsy app or transport makes of a good token.
Token altered(const Token& token, Alteration how);

}  // namespace redial::scenarios
