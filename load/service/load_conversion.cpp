// See load_conversion.hpp.
#include "load/service/load_conversion.hpp"

#include "scenarios/engine/diagnostic.hpp"

namespace redial::load {

namespace v1 = redial::v1;

v1::LoadProgress to_proto(const Progress& progress) {
  v1::LoadProgress message;
  message.set_users(progress.users);
  message.set_online(progress.online);
  message.set_intended(progress.intended);
  message.set_connected(progress.connected);
  message.set_failed(progress.failed);
  message.set_losses(progress.losses);
  message.set_messages(progress.messages);
  message.set_settled(progress.settled);
  return message;
}

Progress from_proto(const v1::LoadProgress& message) {
  return {.users = message.users(),
          .online = message.online(),
          .intended = message.intended(),
          .connected = message.connected(),
          .failed = message.failed(),
          .losses = message.losses(),
          .messages = message.messages(),
          .settled = message.settled()};
}

v1::LoadApp to_proto(const App& app) {
  v1::LoadApp message;
  message.set_app_key(app.app_key.value);
  message.set_secret(app.secret);
  message.set_server_api_url(app.server_api_url);
  message.set_navigation_url(app.navigation_url);
  message.set_chat_address(app.address.address);
  return message;
}

Result<CrowdSetup> from_proto(const v1::LoadSetup& message) {
  auto spec = parse_spec(message.spec(), "spec");
  if (!spec) return Error{to_text(spec.error()), "", ""};
  Resize resize;
  if (message.users() > 0) resize.users = message.users();
  if (message.rate() > 0) resize.rate = message.rate();
  if (message.scale() > 0) resize.scale = message.scale();
  CrowdSetup setup{.spec = resized(std::move(*spec), resize), .seed = message.seed()};
  setup.share = {message.index(), message.total()};
  if (message.index() >= message.total() || message.apps_size() != setup.spec.apps)
    return Error{"share " + std::to_string(message.index()) + " of " + std::to_string(message.total()) + " with " +
                     std::to_string(message.apps_size()) + " apps is none of this spec's",
                 "", "start conductor and agents of one version"};
  for (const v1::LoadApp& app : message.apps())
    setup.apps.push_back(
        {.app_key = AppKey(app.app_key()),
         .secret = app.secret(),
         .server_api_url = app.server_api_url(),
         .navigation_url = app.navigation_url(),
         .address = {.address = app.chat_address(),
                     .transport = setup.spec.tls ? wire::ChatAddress::Transport::tls : wire::ChatAddress::Transport::plain,
                     .dialect = setup.spec.dialect}});
  return setup;
}

}  // namespace redial::load
