// Faults at work: armed, bound to the connections they hold for, struck when their moment comes, disarmed.
#include "core/base/overloaded.hpp"
#include "mock_server/chat/chat_server_impl.hpp"

namespace redial::mock_server {

Result<Done> ChatServer::Impl::arm(App& app, const fault::FaultSpec& spec, TimePoint now) {
  const auto armed = app.faults.arm(spec);
  if (!armed) return armed.error();
  const FaultOver over{app.key(), app.generation, armed->id};
  observe_fault(app, trace::EventKind::fault_armed, *armed, Epoch{}, now);
  if (spec.lasts) timers_.schedule(now + *spec.lasts, over);
  if (spec.kind == fault::FaultKind::refuse) {
    for (const fault::Plane plane : app.gate.close(spec.plane)) outputs_.push_back(CloseListeners{app.key(), plane});
    observe_fault(app, trace::EventKind::fault_fired, *armed, Epoch{}, now);
  }
  if (concerns_live_connections(spec)) {
    for (const auto& [id, connection] : app.connections) {
      if (connection->ended || (!spec.user.empty() && spec.user != connection->token.user.value)) continue;
      connection->faults.bind(*armed);
      reach(*connection, fault::Moment::now, now);
    }
  }
  if (is_spent_once_struck(spec)) {
    if (spec.after > Duration{})
      timers_.schedule(now + spec.after, over);  // due together with the strikes, and scheduled after them
    else
      fire(over, now);
  }
  return Done{};
}

void ChatServer::Impl::disarm(App& app, const ArmedFault& fault, TimePoint now) {
  for (const auto& [id, connection] : app.connections) connection->faults.unbind(fault.id);
  if (fault.spec.kind == fault::FaultKind::refuse)
    for (const fault::Plane plane : app.gate.open(fault.spec.plane)) outputs_.push_back(OpenListeners{app.key(), plane});
  observe_fault(app, trace::EventKind::fault_cleared, fault, Epoch{}, now);
}

void ChatServer::Impl::bind(Connection& connection, const std::vector<ArmedFault>& faults) {
  for (const ArmedFault& fault : faults) connection.faults.bind(fault);
}

void ChatServer::Impl::reach(Connection& connection, fault::Moment moment, TimePoint now) {
  for (const ArmedFault& fault : connection.faults.waiting_for(moment)) {
    if (fault.spec.after > Duration{})
      timers_.schedule(now + fault.spec.after, StrikeTimer{connection.id, fault.id});
    else
      strike(connection, fault.id, now);
  }
}

void ChatServer::Impl::strike(Connection& connection, std::uint32_t fault, TimePoint now) {
  const auto strike = connection.ended ? std::nullopt : connection.faults.strike(fault, now);
  if (!strike) return;
  std::visit(Overloaded{
                 [&](const ResetConnection&) { end(connection, EndConnection::How::reset, "fault"); },
                 [&](const CloseConnection& close) { end(connection, EndConnection::How::graceful, "fault", close.close_code); },
                 [&](const SendDisconnect& disconnect) {
                   feed(connection, session::server::EndWith{disconnect.status}, now);
                   end(connection, EndConnection::How::graceful, "fault");  // for one that has no session yet
                 },
                 [&](const SendMessage& send) { feed(connection, session::server::Inject{send.reply}, now); },
                 [&](const RepeatConnAck&) { feed(connection, session::server::RepeatLogin{}, now); },
                 [](const GoSilent&) {},
             },
             *strike);
}

}  // namespace redial::mock_server
