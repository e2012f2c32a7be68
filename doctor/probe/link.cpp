// See link.hpp. Name and TCP; TLS is handshake.cpp.
#include "doctor/probe/link.hpp"

#include <algorithm>

#include "doctor/probe/handshake.hpp"
#include "net/await.hpp"
#include "net/resolve.hpp"
#include "net/tcp.hpp"

namespace redial::doctor {
namespace {

using net::DialTrouble;
using Stream = std::unique_ptr<net::ByteStream>;

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

Result<std::vector<std::string>, Trouble> resolve(Probing& probing, const net::Url& url) {
  using Found = Result<std::vector<std::string>>;
  probing.begin(Stage::name_resolution, url.host);
  probing.log.sent("addresses of " + url.host + "?");
  const auto found = net::await<Found>(probing.loop, probing.limit(), [&](const auto& tell) {
    return std::make_unique<net::Resolve>(probing.loop, url.host, [tell](Found outcome) { tell(std::move(outcome)); });
  });
  const bool resolved = found && *found && !(*found)->empty();
  if (resolved) {
    for (const std::string& address : **found) probing.log.received(address);
    probing.pass(url.host == (*found)->front() ? "it is an address itself" : listed(**found));
    return **found;
  }
  Trouble trouble{Failure::name_not_resolved, "the name has no address"};
  if (!found) trouble.detail = "the resolver: " + silence(probing.limit());
  if (found && !*found) trouble.detail = (*found).error().what;
  probing.fail(trouble.detail);
  return trouble;
}

struct Dialled {
  Result<Stream> stream;
  DialTrouble trouble;
};
struct Dialling {
  std::unique_ptr<net::TcpDial> dial;
};

std::optional<Dialled> dial(Probing& probing, const std::string& address, std::uint16_t port, Duration limit) {
  return net::await<Dialled>(probing.loop, limit, [&](const auto& tell) {
    auto owner = std::make_unique<Dialling>();
    const auto done = [tell, owner = owner.get()](Result<Stream> stream) {
      tell(Dialled{std::move(stream), owner->dial->trouble()});
    };
    owner->dial = std::make_unique<net::TcpDial>(probing.loop, address, port, done);
    return owner;
  });
}

Failure failure_of(DialTrouble trouble) {
  switch (trouble) {
    case DialTrouble::not_resolved:
      return Failure::name_not_resolved;
    case DialTrouble::refused:
      return Failure::refused;
    case DialTrouble::timed_out:
      return Failure::timed_out;
    case DialTrouble::unreachable:
      return Failure::unreachable;
    case DialTrouble::reset:
      return Failure::reset;
    default:
      return Failure::unknown;
  }
}

Result<Stream, Trouble> connect(Probing& probing, const net::Url& url, const std::vector<std::string>& addresses) {
  probing.begin(Stage::tcp, url.host + ":" + std::to_string(url.port));
  const std::size_t count = std::min(addresses.size(), kMaxAddresses);
  const Duration limit = probing.limit() / static_cast<std::int64_t>(count);
  Trouble trouble;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string where = addresses[i] + " port " + std::to_string(url.port);
    probing.log.sent("SYN to " + where);
    auto dialled = dial(probing, addresses[i], url.port, limit);
    if (dialled && dialled->stream) {
      probing.log.received("connected to " + where);
      probing.pass("connected to " + where);
      return std::move(*dialled->stream);
    }
    trouble = dialled ? Trouble{failure_of(dialled->trouble), dialled->stream.error().what}
                      : Trouble{Failure::timed_out, silence(limit)};
    probing.log.received(where + ": " + trouble.detail);
  }
  probing.fail(trouble.detail);
  return trouble;
}

}  // namespace

Result<Stream, Trouble> open_link(Probing& probing, const net::Url& url) {
  const auto addresses = resolve(probing, url);
  if (!addresses) return addresses.error();
  auto stream = connect(probing, url, *addresses);
  if (!stream || !url.tls) return stream;
  return secure(probing, url.host, std::move(*stream));
}

}  // namespace redial::doctor
