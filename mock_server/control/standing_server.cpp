// Starts the parts in order and describes them.
#include "mock_server/control/standing_server.hpp"

#include <utility>

namespace redial::mock_server {

Result<StandingServer> StandingServer::start(const StandingOptions& options, const std::string& version) {
  StandingServer standing;
  Options wanted = options.server;
  wanted.remembered_events = options.remembered_events;
  auto server = MockServer::start(wanted);
  if (!server) return server.error();
  standing.server_ = std::move(*server);

  auto app = standing.server_->create_app(options.app);
  if (!app) return app.error();
  standing.app_ = std::move(*app);
  standing.made_app_key_ = options.app.app_key.value.empty();
  standing.made_secret_ = options.app.secret.empty();

  const bool is_v6 = options.server.address.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + options.server.address + "]" : options.server.address;
  auto control = ControlService::start(host + ":" + std::to_string(options.control_port), *standing.server_, version);
  if (!control) return control.error();
  standing.control_ = std::move(*control);
  return standing;
}

std::string StandingServer::greeting() const {
  const auto shown = [](bool made, const std::string& text) { return made ? text : std::string("<redacted>"); };
  const std::pair<const char*, std::string> lines[] = {
      {"navigation     ", app_.navigation_url},
      {"navigation-tls ", app_.navigation_tls_url},
      {"chat           ", "ws://" + app_.chat_address + "/websocket"},
      {"chat-tls       ", "wss://" + app_.chat_tls_address + "/websocket"},
      {"native         ", app_.native_addresses.front()},
      {"native-tls     ", app_.native_tls_addresses.front()},
      {"server-api     ", server_->server_api_url()},
      {"control        ", control_->address()},
      {"ca             ", server_->ca_file()},
      {"app-key        ", shown(made_app_key_, app_.app_key.value)},
      {"secret         ", shown(made_secret_, app_.secret)},
  };
  std::string text;
  for (const auto& [name, value] : lines) text.append(name).append(value).append("\n");
  return text;
}

}  // namespace redial::mock_server
