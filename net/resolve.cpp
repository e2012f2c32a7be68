// See resolve.hpp. The system's resolver waits for its answer, which is why it is asked on a thread of its own.
#include "net/resolve.hpp"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <utility>

#include "net/reactor.hpp"
#include "net/socket_address.hpp"

namespace redial::net {
namespace {

using Found = Result<std::vector<std::string>>;

Error not_found(const std::string& host, int code) {
  return {gai_strerror(code), host, "check the spelling of the name, and the machine's DNS server"};
}

Found ask_the_system(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* first = nullptr;
  if (const int failed = getaddrinfo(host.c_str(), nullptr, &hints, &first); failed != 0) return not_found(host, failed);
  std::vector<std::string> addresses;
  for (const addrinfo* one = first; one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) continue;
    if (std::ranges::find(addresses, text.data()) == addresses.end()) addresses.emplace_back(text.data());
  }
  freeaddrinfo(first);
  return addresses;
}

}  // namespace

struct Resolve::State {
  Done done;  // empty once told or given up

  void finish(Found found) {
    if (const auto tell = std::exchange(done, nullptr)) tell(std::move(found));
  }
};

Resolve::Resolve(Loop& loop, const std::string& host, Done done) : state_(std::make_shared<State>(State{std::move(done)})) {
  const auto tell_soon = [&](Found found) { loop.post([self = state_, found = std::move(found)] { self->finish(found); }); };
  if (SocketAddress::parse(host, 0)) {
    tell_soon(std::vector{host});
  } else if (host.ends_with(".invalid") || host == "invalid") {
    tell_soon(not_found(host, EAI_NONAME));
  } else {
    loop.reactor().aside(
        [&loop, host, self = state_] { loop.post([self, found = ask_the_system(host)] { self->finish(found); }); });
  }
}

Resolve::~Resolve() { state_->done = nullptr; }

}  // namespace redial::net
