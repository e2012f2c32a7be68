// See chat.hpp. One address after the other; the talk on an open WebSocket is login.cpp.
#include "doctor/probe/chat.hpp"

#include "core/wire/token.hpp"
#include "doctor/probe/http_talk.hpp"
#include "doctor/probe/link.hpp"
#include "doctor/probe/login.hpp"
#include "net/await.hpp"
#include "net/digests.hpp"
#include "net/websocket.hpp"
#include "payload/form.hpp"

namespace redial::doctor {
namespace {

using Socket = std::unique_ptr<net::WebSocket>;

// 22 characters, as the Web SDK's: made anew for every login.
std::string new_device() {
  constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz012345";
  constexpr std::size_t kLength = 22;
  std::string device;
  for (const char byte : net::random_bytes(kLength)) device += kCharacters[static_cast<unsigned char>(byte) % kCharacters.size()];
  return device;
}

std::string chat_url(const Probing& probing, const Token& token, const wire::NavigationAnswer& answer,
                     const wire::ChatAddress& address, const std::string& device) {
  const bool over_tls = address.transport == wire::ChatAddress::Transport::tls;
  const payload::Form query{{"appId", probing.options.app_key.value},
                            {"token", wire::for_chat(token)},
                            {"sdkVer", probing.options.sdk_version},
                            {"pid", ""},
                            {"deviceId", device},
                            {"apiVer", "browser|Redial|" + probing.options.sdk_version},
                            {"protocolVer", answer.open_anti ? "4" : "3"}};
  return (over_tls ? "wss://" : "ws://") + address.address + "/websocket?" + payload::to_form(query);
}

struct Upgraded {
  Result<Socket> socket;
  std::optional<net::HttpReply> answer;
  std::string ended;
};
struct Upgrading {
  std::unique_ptr<net::WebSocketDial> dial;
};

std::optional<Upgraded> ask_upgrade(Probing& probing, std::unique_ptr<net::ByteStream> connection, const std::string& url) {
  net::HttpHeaders headers;
  if (!probing.options.origin.empty()) headers.emplace_back("Origin", probing.options.origin);
  return net::await<Upgraded>(probing.loop, probing.limit(), [&](const auto& tell) {
    auto owner = std::make_unique<Upgrading>();
    const auto done = [tell, owner = owner.get()](Result<Socket> socket) {
      const net::HttpReply* answer = owner->dial->answer();
      tell(Upgraded{std::move(socket), answer ? std::optional(*answer) : std::nullopt, owner->dial->ended()});
    };
    owner->dial = std::make_unique<net::WebSocketDial>(probing.loop, std::move(connection), url, headers, done);
    probing.log.sent(owner->dial->request());
    return owner;
  });
}

struct Refused {
  Trouble trouble;
  std::optional<std::int32_t> status;
};

Refused refusal_of(const std::optional<Upgraded>& upgraded, Duration limit) {
  if (!upgraded) return {{Failure::silent, silence(limit)}, {}};
  const Error& error = upgraded->socket.error();
  if (!upgraded->answer) return {unanswered(upgraded->ended, error), {}};
  const int status = upgraded->answer->status;
  constexpr int kSwitchingProtocols = 101;  // with a key that does not fit
  return {{status == kSwitchingProtocols ? Failure::unusable : Failure::http_status, error.what}, status};
}

Result<Socket, Refused> upgrade(Probing& probing, std::unique_ptr<net::ByteStream> connection, const std::string& url,
                                const std::string& where) {
  probing.begin(Stage::upgrade, where);
  auto upgraded = ask_upgrade(probing, std::move(connection), url);
  if (upgraded && upgraded->answer) probing.log.received(to_text(*upgraded->answer));
  if (upgraded && upgraded->socket) {
    probing.pass("granted");
    return std::move(*upgraded->socket);
  }
  Refused refused = refusal_of(upgraded, probing.limit());
  probing.fail(refused.trouble.detail);
  return refused;
}

// Nothing where the address is no address, or its connection came to nothing ahead of an open WebSocket.
std::optional<Socket> open(Probing& probing, Epoch epoch, const std::string& url, const std::string& where) {
  Refused refused;
  if (const auto parsed = net::parse_url(url)) {
    auto link = open_link(probing, *parsed);
    if (link) {
      auto socket = upgrade(probing, std::move(*link), url, where);
      if (socket) return std::move(*socket);
      refused = socket.error();
    } else {
      refused.trouble = link.error();
    }
  } else {
    probing.begin(Stage::upgrade, where);
    probing.fail(parsed.error().what);
    refused.trouble = {Failure::unusable, parsed.error().what};
  }
  probing.narrator.failed(epoch, probing.now(), refused.trouble.how, probing.redact(refused.trouble.detail), refused.status);
  return std::nullopt;
}

}  // namespace

LoggedIn log_in(Probing& probing, const Token& token, const wire::NavigationAnswer& answer) {
  const auto layout = answer.open_anti ? wire::ConnAckLayout::v4 : wire::ConnAckLayout::v3;
  const std::string device = new_device();
  std::size_t tried = 0;
  for (const wire::ChatAddress& address : wire::by_preference(answer.addresses)) {
    if (tried++ == kMaxAddresses) break;
    const std::string url = chat_url(probing, token, answer, address, device);
    const std::string where = url.substr(0, url.find('?'));
    const Epoch epoch = probing.narrator.dial({.at = probing.now(), .dialect = wire::Dialect::web, .url = url, .client{}});
    auto socket = open(probing, epoch, url, where);
    if (!socket) continue;
    probing.narrator.opened(epoch, probing.now());
    const LoggedIn login = go_through_login(probing, epoch, std::move(*socket), layout, where);
    if (login.status) return login;
  }
  return {};
}

}  // namespace redial::doctor
