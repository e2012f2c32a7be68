// Dialling. Numeric addresses are dialled as they are; only names cost a resolver, which is a thread of Asio's own.
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>

#include "net/tcp.hpp"
#include "net/tcp_stream.hpp"

namespace redial::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

DialTrouble trouble_of(const error_code& error) {
  if (!error) return DialTrouble::none;
  if (error.category() == asio::error::get_netdb_category() || error.category() == asio::error::get_addrinfo_category())
    return DialTrouble::not_resolved;
  if (error == asio::error::connection_refused) return DialTrouble::refused;
  if (error == asio::error::timed_out) return DialTrouble::timed_out;
  if (error == asio::error::connection_reset) return DialTrouble::reset;
  const bool no_way =
      error == asio::error::network_unreachable || error == asio::error::host_unreachable || error == asio::error::network_down;
  return no_way ? DialTrouble::unreachable : DialTrouble::other;
}

}  // namespace

struct TcpDial::State {
  State(Loop& owner, std::string where, Done callback)
      : loop(owner), target(std::move(where)), done(std::move(callback)), socket(owner.context()), resolver(owner.context()) {}

  Loop& loop;
  std::string target;
  Done done;  // empty once told or given up
  tcp::socket socket;
  tcp::resolver resolver;
  DialTrouble trouble = DialTrouble::none;

  error_code bind_to(const std::string& source);
  template <class Endpoints>
  static void connect(const std::shared_ptr<State>& self, const Endpoints& endpoints);
  void finish(const error_code& error);
};

// The port is left to the kernel until it knows the other end: the same one can then serve for several of those.
error_code TcpDial::State::bind_to(const std::string& source) {
  error_code error;
  const auto address = asio::ip::make_address(source, error);
  if (error) return error;
  const tcp::endpoint from(address, 0);
  if (socket.open(from.protocol(), error)) return error;
  const int later = 1;
  ::setsockopt(socket.native_handle(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &later, sizeof later);
  socket.bind(from, error);
  return error;
}

template <class Endpoints>
void TcpDial::State::connect(const std::shared_ptr<State>& self, const Endpoints& endpoints) {
  asio::async_connect(self->socket, endpoints, [self](const error_code& error, const tcp::endpoint&) { self->finish(error); });
}

void TcpDial::State::finish(const error_code& error) {
  if (!done) return;
  trouble = trouble_of(error);
  auto tell = std::exchange(done, nullptr);
  if (error) return tell(Error{"cannot connect: " + error.message(), target, "check that somebody listens there"});
  tell(std::unique_ptr<ByteStream>(std::make_unique<TcpStream>(loop, std::move(socket))));
}

TcpDial::TcpDial(Loop& loop, const std::string& host, std::uint16_t port, Done done, const std::string& source)
    : state_(std::make_shared<State>(loop, host + ":" + std::to_string(port), std::move(done))) {
  if (const auto error = source.empty() ? error_code() : state_->bind_to(source)) {
    asio::post(loop.context(), [self = state_, error] { self->finish(error); });
    return;
  }
  error_code not_numeric;
  const auto ip = asio::ip::make_address(host, not_numeric);
  if (!not_numeric) {
    const tcp::endpoint to(ip, port);
    if (source.empty())
      State::connect(state_, std::array{to});
    else  // as it is bound: connecting to a range of endpoints opens the socket anew
      state_->socket.async_connect(to, [self = state_](const error_code& error) { self->finish(error); });
    return;
  }
  state_->resolver.async_resolve(host, std::to_string(port), [self = state_](const error_code& error, const auto& found) {
    if (!self->done || error) return self->finish(error);
    State::connect(self, found);
  });
}

DialTrouble TcpDial::trouble() const { return state_->trouble; }

TcpDial::~TcpDial() {
  state_->done = nullptr;
  state_->resolver.cancel();
  error_code ignored;
  state_->socket.close(ignored);
}

}  // namespace redial::net
