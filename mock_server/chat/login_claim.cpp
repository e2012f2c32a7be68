// Reads the query fields by their names on the wire.
#include "mock_server/chat/login_claim.hpp"

#include "payload/form.hpp"

namespace redial::mock_server {

LoginClaim login_claim(std::string_view query) {
  const auto form = payload::parse_form(query);
  if (!form) return {};
  const auto field = [&](std::string_view name) {
    const std::string* value = payload::find(*form, name);
    return value ? *value : std::string();
  };
  const std::string api = field("apiVer");  // "browser|Chrome|156.0.0.0"
  return {.app_key = field("appId"),
          .token = Token(field("token")),
          .device = field("deviceId"),
          .sdk_version = field("sdkVer"),
          .platform = api.substr(0, api.find('|')),
          .protocol_version = field("protocolVer") == "4" ? 4 : 3};
}

LoginClaim login_claim(const wire::Connect& connect) {
  const std::string& platform = connect.platform;  // "PC--5.46.1"
  return {.app_key = connect.app_key,
          .token = Token(connect.token),
          .device = connect.device,
          .sdk_version = platform.substr(platform.rfind('-') + 1),
          .platform = platform.substr(0, platform.find('-')),
          .protocol_version = connect.version};
}

}  // namespace redial::mock_server
