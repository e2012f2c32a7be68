// Field by field; names that we do not know are errors that say what is known.
#include "control_plane/server_conversion.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace redial::control_plane {
namespace {

std::int64_t microseconds(Duration d) { return d / std::chrono::microseconds(1); }

// The value of a named field; empty text means `fallback`.
template <class Enum, std::size_t N>
Result<Enum> named(const Named<Enum> (&table)[N], std::string_view field, const std::string& text, Enum fallback) {
  if (text.empty()) return fallback;
  if (const auto value = value_of(table, text)) return *value;
  std::string known;
  for (const auto& row : table) known += (known.empty() ? "" : ", ") + std::string(row.name);
  return Error{"\"" + text + "\" is not known here", std::string(field), "use one of: " + known};
}

Result<Done> read_refusal(const redial::v1::Refusal& message, control::Policy& policy) {
  const auto verdict = named(control::kVerdictNames, "policy.refusals.verdict", message.verdict(), control::TokenVerdict::valid);
  if (!verdict) return verdict.error();
  const auto stage = named(control::kStageNames, "policy.refusals.stage", message.stage(), control::Refusal::Stage::login);
  if (!stage) return stage.error();
  policy.refusals[*verdict] = {*stage, message.status()};
  return Done{};
}

Result<control::Policy> read_policy(const redial::v1::Policy& message) {
  control::Policy policy;
  for (const auto& refusal : message.refusals()) {
    if (auto read = read_refusal(refusal, policy); !read) return read.error();
  }
  const auto second_login = named(control::kSecondLoginNames, "policy.second_login", message.second_login(), policy.second_login);
  if (!second_login) return second_login.error();
  const auto connack = named(control::kConnAckLayoutNames, "policy.connack", message.connack(), policy.connack);
  if (!connack) return connack.error();
  const auto delivery = named(control::kDeliveryNames, "policy.delivery", message.delivery(), policy.delivery);
  if (!delivery) return delivery.error();
  const auto scope = named(control::kLoginScopeNames, "policy.login_scope", message.login_scope(), policy.login_scope);
  if (!scope) return scope.error();
  policy.second_login = *second_login;
  policy.login_scope = *scope;
  policy.navigation_names_user = !message.no_user_in_navigation();
  policy.connack = *connack;
  policy.delivery = *delivery;
  if (message.chat_addresses() > 0) policy.chat_addresses = message.chat_addresses();
  return policy;
}

Result<std::uint16_t> port(std::string_view field, std::uint32_t value) {
  if (value <= std::numeric_limits<std::uint16_t>::max()) return static_cast<std::uint16_t>(value);
  return Error{std::to_string(value) + " is no port", std::string(field), "use 0 to 65535; 0 lets the kernel choose"};
}

}  // namespace

redial::v1::CreateAppRequest to_proto(const control::CreateApp& app) {
  redial::v1::CreateAppRequest request;
  request.set_label(app.label);
  request.set_play(app.play);
  request.set_app_key(app.app_key.value);
  request.set_secret(app.secret);
  request.set_seed(app.seed);
  request.set_navigation_port(app.navigation_port);
  request.set_navigation_tls_port(app.navigation_tls_port);
  request.set_chat_port(app.chat_port);
  request.set_chat_tls_port(app.chat_tls_port);
  request.set_native_port(app.native_port);
  request.set_native_tls_port(app.native_tls_port);
  auto& policy = *request.mutable_policy();
  for (const auto& [verdict, refusal] : app.policy.refusals) {
    auto& message = *policy.add_refusals();
    message.set_verdict(std::string(to_name(verdict)));
    message.set_stage(std::string(name_of(control::kStageNames, refusal.stage)));
    message.set_status(refusal.status);
  }
  policy.set_second_login(std::string(name_of(control::kSecondLoginNames, app.policy.second_login)));
  policy.set_login_scope(std::string(name_of(control::kLoginScopeNames, app.policy.login_scope)));
  policy.set_no_user_in_navigation(!app.policy.navigation_names_user);
  policy.set_connack(std::string(name_of(control::kConnAckLayoutNames, app.policy.connack)));
  policy.set_delivery(std::string(name_of(control::kDeliveryNames, app.policy.delivery)));
  policy.set_chat_addresses(app.policy.chat_addresses);
  return request;
}

Result<control::CreateApp> from_proto(const redial::v1::CreateAppRequest& request) {
  control::CreateApp app;
  app.label = request.label();
  app.play = request.play();
  app.app_key = AppKey(request.app_key());
  app.secret = request.secret();
  app.seed = request.seed();
  auto policy = read_policy(request.policy());
  if (!policy) return policy.error();
  app.policy = std::move(*policy);
  const std::pair<std::string_view, std::uint32_t> ports[] = {{"navigation_port", request.navigation_port()},
                                                              {"navigation_tls_port", request.navigation_tls_port()},
                                                              {"chat_port", request.chat_port()},
                                                              {"chat_tls_port", request.chat_tls_port()},
                                                              {"native_port", request.native_port()},
                                                              {"native_tls_port", request.native_tls_port()}};
  std::uint16_t* const targets[] = {&app.navigation_port, &app.navigation_tls_port, &app.chat_port,
                                    &app.chat_tls_port,   &app.native_port,         &app.native_tls_port};
  for (std::size_t i = 0; i < std::size(ports); ++i) {
    const auto value = port(ports[i].first, ports[i].second);
    if (!value) return value.error();
    *targets[i] = *value;
  }
  return app;
}

redial::v1::App to_proto(const control::App& app) {
  redial::v1::App message;
  message.set_app_key(app.app_key.value);
  message.set_secret(app.secret);
  message.set_navigation_url(app.navigation_url);
  message.set_navigation_tls_url(app.navigation_tls_url);
  message.set_chat_address(app.chat_address);
  message.set_chat_tls_address(app.chat_tls_address);
  message.mutable_native_addresses()->Assign(app.native_addresses.begin(), app.native_addresses.end());
  message.mutable_native_tls_addresses()->Assign(app.native_tls_addresses.begin(), app.native_tls_addresses.end());
  return message;
}

control::App from_proto(const redial::v1::App& app) {
  return {AppKey(app.app_key()),
          app.secret(),
          app.navigation_url(),
          app.navigation_tls_url(),
          app.chat_address(),
          app.chat_tls_address(),
          {app.native_addresses().begin(), app.native_addresses().end()},
          {app.native_tls_addresses().begin(), app.native_tls_addresses().end()}};
}

redial::v1::ArmFaultRequest to_proto(const fault::FaultSpec& spec) {
  redial::v1::ArmFaultRequest request;
  request.set_name(spec.name);
  request.set_kind(std::string(describe(spec.kind).name));
  if (spec.by) request.set_by_us(microseconds(*spec.by));
  if (spec.status) request.set_status(*spec.status);
  if (spec.bytes) request.set_bytes(*spec.bytes);
  if (spec.times) request.set_times(*spec.times);
  request.set_direction(std::string(to_name(spec.direction)));
  request.set_plane(std::string(to_name(spec.plane)));
  request.set_moment(std::string(to_name(spec.moment)));
  request.set_after_us(microseconds(spec.after));
  request.set_first(spec.first);
  request.set_last(spec.last == fault::FaultSpec::kUnlimited ? 0 : spec.last);
  if (spec.lasts) request.set_lasts_us(microseconds(*spec.lasts));
  request.set_user(spec.user);
  return request;
}

Result<fault::FaultSpec> from_proto(const redial::v1::ArmFaultRequest& request) {
  fault::FaultSpec spec;
  spec.name = request.name();
  const auto kind = fault::fault_kind_from_name(request.kind());
  if (!kind) return Error{"\"" + request.kind() + "\" is no fault", "kind", "`redial faults` lists the kinds"};
  const auto direction = named(fault::kDirectionNames, "direction", request.direction(), spec.direction);
  if (!direction) return direction.error();
  const auto plane = named(fault::kPlaneNames, "plane", request.plane(), spec.plane);
  if (!plane) return plane.error();
  const auto moment = named(fault::kMomentNames, "moment", request.moment(), spec.moment);
  if (!moment) return moment.error();
  spec.kind = *kind;
  spec.direction = *direction;
  spec.plane = *plane;
  spec.moment = *moment;
  if (request.has_by_us()) spec.by = std::chrono::microseconds(request.by_us());
  if (request.has_status()) spec.status = request.status();
  if (request.has_bytes()) spec.bytes = request.bytes();
  if (request.has_times()) spec.times = request.times();
  spec.after = std::chrono::microseconds(request.after_us());
  spec.first = request.first() == 0 ? 1 : request.first();
  spec.last = request.last() == 0 ? fault::FaultSpec::kUnlimited : request.last();
  if (request.has_lasts_us()) spec.lasts = std::chrono::microseconds(request.lasts_us());
  spec.user = request.user();
  return spec;
}

}  // namespace redial::control_plane
