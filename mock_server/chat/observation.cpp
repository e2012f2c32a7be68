// See observation.hpp.
#include "mock_server/chat/observation.hpp"

#include <array>

#include "core/trace/event_of.hpp"
#include "mock_server/chat/app.hpp"
#include "mock_server/chat/chat_server_impl.hpp"

namespace redial::mock_server {

namespace {

// In the order of the variant's alternatives.
constexpr std::array<std::string_view, std::variant_size_v<control::ServerCommand>> kCommandNames{
    "delete-app",      "issue-token",     "expire-tokens",   "expire-token",    "rotate-secret", "advance-clock",
    "block-user",      "unblock-user",    "deactivate-user", "reactivate-user", "arm-fault",     "clear-faults",
    "disconnect-user", "drop-connection", "restart-server",  "deliver-message"};

}  // namespace

trace::Event event_of(trace::EventKind kind, const Connection& connection, TimePoint now) {
  trace::Event event = trace::event_of(kind, now, connection.ordinal);
  event.user = connection.token.user.value;
  event.token = connection.token.label.value;
  return event;
}

void describe(trace::Event& event, const TokenCheck& token) {
  event.detail = to_name(token.verdict);
  event.user = token.user.value;
  event.token = token.label.value;
}

std::string to_text(const ArmedFault& fault) {
  return "fault \"" + fault.spec.name + "\" (" + std::string(fault::describe(fault.spec.kind).name) + ")";
}

std::string to_text(const Ending& ending) {
  const bool reset = ending.how == EndConnection::How::reset;
  return std::string("by the server, ") + (reset ? "reset: " : "gracefully: ") + ending.why;
}

std::string_view to_name(const control::ServerCommand& command) { return kCommandNames[command.index()]; }

std::string user_of(const control::ServerCommand& command) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { one.user; })
          return one.user.value;
        else if constexpr (requires { one.to; })
          return one.to.value;
        else
          return {};
      },
      command);
}

trace::Event command_event(const control::ServerCommand& command, TimePoint now) {
  trace::Event event = trace::event_of(trace::EventKind::server_command, now);
  event.name = to_name(command);
  event.user = user_of(command);
  if (const auto* drop = std::get_if<control::DropConnection>(&command)) event.epoch = drop->connection;
  return event;
}

void ChatServer::Impl::observe_command(const App& app, const control::ServerCommand& command, TimePoint now) {
  observe(app, [&] { return command_event(command, now); });
}

void ChatServer::Impl::observe_fault(App& app, trace::EventKind kind, const ArmedFault& fault, Epoch connection, TimePoint now) {
  if (kind == trace::EventKind::fault_fired) ++app.stats.faults_fired;
  observe(app, [&] {
    trace::Event event = trace::event_of(kind, now, connection);
    event.name = fault.spec.name;
    event.detail = fault::describe(fault.spec.kind).name;
    event.code = fault.spec.status;
    event.user = fault.spec.user;
    return event;
  });
}

}  // namespace redial::mock_server
