// Which request of the machine belongs to which call of the app.
#include "agent/clients/reference/requests.hpp"

#include "payload/form.hpp"
#include "payload/navigation_json.hpp"

namespace redial::agent::reference {
namespace {

// The platforms that each dialect knows.
constexpr const char* kWebPlatform = "browser";
constexpr const char* kNativePlatform = "PC";

std::string platform_of(wire::Dialect dialect) { return dialect == wire::Dialect::native ? kNativePlatform : kWebPlatform; }

std::string negotiate_of(wire::Dialect dialect, bool over_tls) {
  if (dialect == wire::Dialect::native) return over_tls ? "conn=2" : "conn=1";
  return over_tls ? "conn=6" : "conn=5";
}

}  // namespace

NavigationCall navigation_call(const Identity& identity, const session::client::AskNavigation& ask, Duration timeout) {
  const std::string negotiate = negotiate_of(identity.dialect, ask.navigator.starts_with("https://"));
  const wire::NavigationRequest request{identity.app_key, ask.token, REDIAL_VERSION, platform_of(identity.dialect),
                                        negotiate,        {}};
  return {.url = ask.navigator + "/v2/navi.json?cloud=0",
          .headers = {{"RC-Appkey", identity.app_key.value},
                      {"RC-Negotiate", negotiate},
                      {"Content-Type", "application/x-www-form-urlencoded"}},
          .body = payload::to_form(request),
          .timeout = timeout};
}

std::string chat_url(const Identity& identity, const session::client::Dial& dial) {
  const bool over_tls = dial.address.transport == wire::ChatAddress::Transport::tls;
  if (dial.address.dialect == wire::Dialect::native) return (over_tls ? "tls://" : "tcp://") + dial.address.address;
  const std::string self = std::string(kWebPlatform) + "|Redial|" + REDIAL_VERSION;
  const payload::Form query{
      {"appId", identity.app_key.value}, {"token", dial.token}, {"sdkVer", REDIAL_VERSION},          {"pid", ""},
      {"deviceId", identity.device},     {"apiVer", self},      {"protocolVer", dial.v4 ? "4" : "3"}};
  return (over_tls ? "wss://" : "ws://") + dial.address.address + "/websocket?" + payload::to_form(query);
}

wire::Connect connect_message(const Identity& identity, const session::client::Dial& dial) {
  return {.version = static_cast<std::uint8_t>(dial.v4 ? 4 : 3),
          .device = identity.device,
          .platform = std::string(kNativePlatform) + "--" + REDIAL_VERSION,
          .app_key = identity.app_key.value,
          .token = dial.token,
          .baggage{}};
}

}  // namespace redial::agent::reference
