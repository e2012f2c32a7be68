// Which request of the machine belongs to which call of the app.
#include "agent/clients/reference/requests.hpp"

#include "payload/form.hpp"
#include "payload/navigation_json.hpp"

namespace redial::agent::reference {
namespace {

constexpr const char* kPlatform = "browser";  // the one that the Web protocol knows

}  // namespace

NavigationCall navigation_call(const Identity& identity, const session::client::AskNavigation& ask, Duration timeout) {
  const bool over_tls = ask.navigator.starts_with("https://");
  const std::string negotiate = over_tls ? "conn=6" : "conn=5";
  const wire::NavigationRequest request{identity.app_key, ask.token, REDIAL_VERSION, kPlatform, negotiate};
  return {.url = ask.navigator + "/v2/navi.json?cloud=0",
          .headers = {{"RC-Appkey", identity.app_key.value},
                      {"RC-Negotiate", negotiate},
                      {"Content-Type", "application/x-www-form-urlencoded"}},
          .body = payload::to_form(request),
          .timeout = timeout};
}

std::string chat_url(const Identity& identity, const session::client::Dial& dial) {
  const bool over_tls = dial.address.transport == wire::ChatAddress::Transport::tls;
  const std::string self = std::string(kPlatform) + "|Redial|" + REDIAL_VERSION;
  const payload::Form query{
      {"appId", identity.app_key.value}, {"token", dial.token}, {"sdkVer", REDIAL_VERSION},          {"pid", ""},
      {"deviceId", identity.device},     {"apiVer", self},      {"protocolVer", dial.v4 ? "4" : "3"}};
  return (over_tls ? "wss://" : "ws://") + dial.address.address + "/websocket?" + payload::to_form(query);
}

}  // namespace redial::agent::reference
