// See resolve.hpp. Asio asks the system on a thread of its own.
#include "net/resolve.hpp"

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <utility>

namespace redial::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

struct Resolve::State {
  State(Loop& loop, std::string name, Done callback)
      : host(std::move(name)), done(std::move(callback)), resolver(loop.context()) {}

  std::string host;
  Done done;  // empty once told or given up
  tcp::resolver resolver;

  void finish(const error_code& error, const tcp::resolver::results_type& found);
};

void Resolve::State::finish(const error_code& error, const tcp::resolver::results_type& found) {
  const auto tell = std::exchange(done, nullptr);
  if (!tell) return;
  if (error) return tell(Error{error.message(), host, "check the spelling of the name, and the machine's DNS server"});
  std::vector<std::string> addresses;
  for (const auto& entry : found) {
    std::string address = entry.endpoint().address().to_string();
    if (std::ranges::find(addresses, address) == addresses.end()) addresses.push_back(std::move(address));
  }
  tell(std::move(addresses));
}

Resolve::Resolve(Loop& loop, const std::string& host, Done done) : state_(std::make_shared<State>(loop, host, std::move(done))) {
  error_code not_numeric;
  const auto ip = asio::ip::make_address(host, not_numeric);
  if (!not_numeric) {
    const auto itself = tcp::resolver::results_type::create(tcp::endpoint(ip, 0), host, "");
    asio::post(loop.context(), [self = state_, itself] { self->finish({}, itself); });
    return;
  }
  if (host.ends_with(".invalid") || host == "invalid") {
    asio::post(loop.context(), [self = state_] { self->finish(asio::error::host_not_found, {}); });
    return;
  }
  state_->resolver.async_resolve(host, "",
                                 [self = state_](const error_code& error, const auto& found) { self->finish(error, found); });
}

Resolve::~Resolve() {
  state_->done = nullptr;
  state_->resolver.cancel();
}

}  // namespace redial::net
