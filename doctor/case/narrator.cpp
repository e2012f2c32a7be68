// See narrator.hpp. Sockets and messages; HTTP is narrator_http.cpp.
#include "doctor/case/narrator.hpp"

#include <algorithm>
#include <map>

#include "core/trace/event_of.hpp"
#include "core/wire/connect.hpp"
#include "core/wire/envelope.hpp"
#include "doctor/case/url_text.hpp"
#include "payload/form.hpp"

namespace redial::doctor {
namespace {

std::string text_of(const payload::Form& form, std::string_view name) {
  const std::string* value = payload::find(form, name);
  return value ? *value : std::string();
}

// "5.46.1" of "PC--5.46.1".
std::string version_of(std::string_view platform) {
  const std::size_t dash = platform.rfind('-');
  return std::string(dash == std::string_view::npos ? platform : platform.substr(dash + 1));
}

}  // namespace

Narrator::Connection* Narrator::find(Epoch connection) {
  if (connection.value == 0 || connection.value > connections_.size()) return nullptr;
  return &connections_[connection.value - 1];
}

void Narrator::append(trace::Event event, Connection* connection) {
  if (trace_.size() == trace::kMaxEvents) {
    ++dropped_;
    return;
  }
  if (connection) connection->events.push_back(trace_.size());
  trace_.push_back(std::move(event));
}

void Narrator::tell(trace::Event event) { append(std::move(event)); }

void Narrator::learn(Connection& connection, const std::string& app_key, const std::string& token) {
  connection.app_key = secrets_.app_key(app_key);
  SeenToken& seen = secrets_.token(token);
  seen.presented = true;
  if (std::ranges::find(seen.app_keys, connection.app_key) == seen.app_keys.end()) seen.app_keys.push_back(connection.app_key);
  connection.token = seen.label;
}

void Narrator::learn_from_url(Connection& connection, std::string_view url) {
  const auto form = payload::parse_form(split_url(url).query);
  if (!form) return;
  connection.device = text_of(*form, "deviceId");
  if (text_of(*form, "protocolVer") == "4") connection.format.layout = wire::ConnAckLayout::v4;
  if (const std::string version = text_of(*form, "sdkVer"); !version.empty()) sdk_ = "rongcloud-web " + version;
  if (payload::find(*form, "token") || payload::find(*form, "appId"))
    learn(connection, text_of(*form, "appId"), text_of(*form, "token"));
}

bool Narrator::learn_from_connect(Connection& connection, std::span<const std::uint8_t> bytes) {
  const auto connect = wire::decode_connect(bytes);
  if (!connect) return false;
  connection.device = connect->device;
  if (connect->version == 4) connection.format.layout = wire::ConnAckLayout::v4;
  sdk_ = "rongcloud-native " + version_of(connect->platform);
  learn(connection, connect->app_key, connect->token);
  return true;
}

Epoch Narrator::dial(const Dial& dial) {
  Connection& connection = connections_.emplace_back();
  connection.format.dialect = dial.dialect;
  connection.client = dial.client;
  const Epoch epoch(static_cast<std::uint32_t>(connections_.size()));
  if (dial.dialect == wire::Dialect::web) learn_from_url(connection, dial.url);
  trace::Event event = trace::event_of(trace::EventKind::dial, dial.at, epoch);
  event.detail = split_url(dial.url).without_query;
  append(std::move(event), &connection);
  return epoch;
}

void Narrator::opened(Epoch connection, TimePoint at) {
  if (Connection* one = find(connection)) append(trace::event_of(trace::EventKind::socket_opened, at, connection), one);
}

void Narrator::failed(Epoch connection, TimePoint at, Failure how, std::string detail, std::optional<std::int32_t> status) {
  Connection* one = find(connection);
  if (!one) return;
  trace::Event event = trace::event_of(trace::EventKind::socket_failed, at, connection);
  event.name = to_name(how);
  event.code = status;
  event.detail = std::move(detail);
  append(std::move(event), one);
}

void Narrator::closed(Epoch connection, TimePoint at, std::optional<std::int32_t> code, std::string detail) {
  Connection* one = find(connection);
  if (!one) return;
  trace::Event event = trace::event_of(trace::EventKind::socket_closed, at, connection);
  event.code = code;
  event.detail = std::move(detail);
  append(std::move(event), one);
}

void Narrator::message(Epoch connection, TimePoint at, wire::Sender sender, std::span<const std::uint8_t> bytes) {
  Connection* one = find(connection);
  if (!one) return;
  const bool by_client = sender == wire::Sender::client;
  trace::Event event =
      trace::event_of(by_client ? trace::EventKind::server_received : trace::EventKind::server_sent, at, connection);
  if (by_client)
    tell_client_message(*one, std::move(event), bytes);
  else
    tell_server_message(*one, std::move(event), bytes);
}

void Narrator::tell_client_message(Connection& connection, trace::Event event, std::span<const std::uint8_t> bytes) {
  const bool may_be_connect = connection.format.dialect == wire::Dialect::native && !bytes.empty() &&
                              wire::to_header(bytes.front()).type == wire::MessageType::connect;
  if (may_be_connect) {  // carries AppKey and token: no frame of it is kept
    event.name = learn_from_connect(connection, bytes) ? "CONNECT" : "undecodable";
    append(std::move(event), &connection);
    return;
  }
  const auto decoded = wire::decode_client_message(bytes, connection.format.dialect);
  event.name = decoded ? wire::to_text(*decoded) : "undecodable";
  event.detail = decoded ? std::string() : decoded.error().what;
  event.frame = {std::string(to_name(connection.format)), std::string(bytes.begin(), bytes.end())};
  append(std::move(event), &connection);
}

void Narrator::tell_server_message(Connection& connection, trace::Event event, std::span<const std::uint8_t> bytes) {
  const auto decoded = wire::decode_server_message(bytes, connection.format.layout, connection.format.dialect);
  if (const auto* connack = decoded ? std::get_if<wire::ConnAck>(&*decoded) : nullptr) {
    connection.user = connack->user.value_or("");
    trace::Event login = trace::event_of(trace::EventKind::server_login, event.at, event.epoch);
    login.code = connack->status;
    append(std::move(login), &connection);
  }
  event.name = decoded ? wire::to_text(*decoded) : "undecodable";
  event.detail = decoded ? std::string() : decoded.error().what;
  event.frame = {std::string(to_name(connection.format)), std::string(bytes.begin(), bytes.end())};
  append(std::move(event), &connection);
}

void Narrator::gap(std::string where, std::string what) { gaps_.push_back({std::move(where), std::move(what)}); }

// A device is a client. A navigation request tells no device: it belongs to the client that presents its token to a chat server,
// or to a client of its own. A dial that came to nothing may tell none either: it belongs to the only client, if there is one.
void Narrator::name_clients() {
  std::map<std::string, std::string> by_device, by_token;
  const auto name = [](std::map<std::string, std::string>& names, const std::string& key, std::size_t count) -> std::string& {
    std::string& client = names[key];
    if (client.empty()) client = "client-" + std::to_string(count + 1);
    return client;
  };
  for (Connection& connection : connections_)
    if (connection.client.empty() && !connection.device.empty())
      connection.client = name(by_device, connection.device, by_device.size());
  for (Connection& connection : connections_) {
    if (connection.client.empty() && by_device.size() == 1) connection.client = by_device.begin()->second;
    if (connection.client.empty()) connection.client = name(by_device, connection.device, by_device.size());
    by_token.try_emplace(connection.token, connection.client);
    for (const std::size_t at : connection.events) {
      trace_[at].client = connection.client;
      trace_[at].token = connection.token;
      trace_[at].user = connection.user;
    }
  }
  std::map<std::string, std::string> others;
  for (trace::Event& event : trace_) {
    if (!event.client.empty()) continue;
    if (const auto known = by_token.find(event.token); !event.token.empty() && known != by_token.end())
      event.client = known->second;
    else if (by_device.size() == 1 || event.token.empty())
      event.client = "client-1";
    else
      event.client = name(others, event.token, by_device.size() + others.size());
  }
}

Case Narrator::finish(Case begun) {
  name_clients();
  std::ranges::stable_sort(trace_, {}, &trace::Event::at);
  for (std::size_t i = 0; i < trace_.size(); ++i) {
    trace::Event& event = trace_[i];
    event.sequence = i + 1;
    if (event.lane != trace::Lane::app) continue;  // the other lanes' texts are ours
    event.name = secrets_.redact(event.name);
    event.detail = secrets_.redact(event.detail);
  }
  for (Gap& gap : gaps_) gap.what = secrets_.redact(gap.what);
  if (dropped_ > 0)
    gaps_.push_back(
        {"the trace", std::to_string(dropped_) + " events beyond " + std::to_string(trace::kMaxEvents) + " left out"});
  if (begun.sdk.empty()) begun.sdk = sdk_;
  if (begun.sdk.starts_with("rongcloud-native")) begun.profile = "native";
  if (!trace_.empty()) begun.start = trace_.front().at;
  begun.trace = std::move(trace_);
  begun.tokens = secrets_.take_tokens();
  begun.app_keys = secrets_.take_app_keys();
  begun.gaps.insert(begun.gaps.end(), gaps_.begin(), gaps_.end());
  return begun;
}

}  // namespace redial::doctor
