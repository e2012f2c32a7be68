// What the API profiles share.
#include "agent/clients/reference/api_profile.hpp"

#include <utility>

#include "agent/clients/reference/observation.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference {

namespace code = session::code;
using trace::EventKind;

Returned ApiProfile::initialise_called() const { return called("init", CallId(), code::kOk); }

Observations ApiProfile::listeners_registered() {
  listening_ = true;
  return {observe(EventKind::listeners_registered)};
}

Returned ApiProfile::disconnect_called(const control::Disconnect& call) const {
  return called("disconnect", call.call, code::kOk);
}

Returned ApiProfile::send_called(const control::SendText& call, std::int32_t refusal) const {
  return called("send-text", call.call, refusal);
}

Returned ApiProfile::destroy_called(const control::DestroyClient& call) const {
  auto returned = called("destroy", call.call, code::kOk);
  returned.observations.push_back(observe(EventKind::client_destroyed));
  return returned;
}

Observations ApiProfile::received(const payload::TextMessage& message) const {
  if (!listening()) return {};
  auto event = observe(EventKind::message);
  event.user = message.from;
  event.detail = message.text;
  event.via = "listener";
  return {event};
}

Returned ApiProfile::called(std::string_view name, CallId call, std::int32_t code) const {
  auto returned = observe(EventKind::call_returned, name, call);
  returned.code = at_once(code);
  return {{observe(EventKind::call, name, call), returned}, {returned.code}};
}

std::unique_ptr<ApiProfile> make_api(std::string_view profile, LocalData& data) {
  if (auto api = make_promise_api(profile)) return api;
  return make_two_stage_api(profile, data);
}

}  // namespace redial::agent::reference
