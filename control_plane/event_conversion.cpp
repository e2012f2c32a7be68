// Field by field.
#include "control_plane/event_conversion.hpp"

#include "core/trace/event_of.hpp"

namespace redial::control_plane {

void to_proto(const trace::Event& event, redial::v1::Event& message) {
  message.set_at_ns(event.at.time_since_epoch().count());
  message.set_lane(std::string(to_name(event.lane)));
  message.set_kind(std::string(describe(event.kind).name));
  message.set_epoch(event.epoch.value);
  message.set_call(event.call.value);
  if (event.code) message.set_code(*event.code);
  message.set_status(std::string(to_name(event.status)));
  message.set_user(event.user);
  message.set_token(event.token);
  message.set_name(event.name);
  message.set_via(event.via);
  message.set_detail(event.detail);
  message.set_nesting(event.nesting);
  message.set_thread(event.thread);
  message.set_client(event.client);
  if (event.frame.format.empty()) return;
  message.mutable_frame()->set_format(event.frame.format);
  message.mutable_frame()->set_bytes(event.frame.bytes);
}

Result<trace::Event> from_proto(const redial::v1::Event& message) {
  const auto kind = trace::kind_from_name(message.kind());
  if (!kind) return Error{"an event of unknown kind \"" + message.kind() + "\"", "", "kinds are listed in docs/ADAPTERS.md"};
  const auto status = trace::status_from_name(message.status());
  if (!status)
    return Error{"an event with unknown status \"" + message.status() + "\"", "", "statuses are listed in docs/ADAPTERS.md"};
  trace::Event event = trace::event_of(*kind, TimePoint(Duration(message.at_ns())), Epoch(message.epoch()));
  event.call = CallId(message.call());
  if (message.has_code()) event.code = message.code();
  event.status = *status;
  event.user = message.user();
  event.token = message.token();
  event.name = message.name();
  event.via = message.via();
  event.detail = message.detail();
  event.nesting = message.nesting();
  event.thread = message.thread();
  event.client = message.client();
  event.frame = {message.frame().format(), message.frame().bytes()};
  return event;
}

redial::v1::Rest to_proto(const control::Rest& rest) {
  redial::v1::Rest message;
  message.set_activity(rest.activity);
  if (rest.next_timer) message.set_next_timer_ns(rest.next_timer->time_since_epoch().count());
  return message;
}

control::Rest from_proto(const redial::v1::Rest& message) {
  control::Rest rest{message.activity(), std::nullopt};
  if (message.has_next_timer_ns()) rest.next_timer = TimePoint(Duration(message.next_timer_ns()));
  return rest;
}

}  // namespace redial::control_plane
