// Dialling. Numeric addresses are dialled as they are; the addresses of a name are tried one after the other.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <optional>
#include <utility>
#include <vector>

#include "net/reactor.hpp"
#include "net/resolve.hpp"
#include "net/socket_address.hpp"
#include "net/socket_calls.hpp"
#include "net/tcp.hpp"
#include "net/tcp_stream.hpp"

namespace redial::net {

namespace {

DialTrouble trouble_of(int error) {
  if (error == 0) return DialTrouble::none;
  if (error == ECONNREFUSED) return DialTrouble::refused;
  if (error == ETIMEDOUT) return DialTrouble::timed_out;
  if (error == ECONNRESET) return DialTrouble::reset;
  const bool no_way = error == ENETUNREACH || error == EHOSTUNREACH || error == ENETDOWN;
  return no_way ? DialTrouble::unreachable : DialTrouble::other;
}

}  // namespace

struct TcpDial::State final : private Watcher, private Deferred {
  State(Loop& owner, const std::string& host, std::uint16_t to, Done callback, const std::string& from)
      : loop(owner), target(host + ":" + std::to_string(to)), port(to), source(from), done(std::move(callback)) {
    if (SocketAddress::parse(host, port))
      try_all({host});
    else
      resolving = std::make_unique<Resolve>(loop, host, [this](const auto& found) { on_resolved(found); });
  }
  ~State() { give_up(); }

  Loop& loop;
  std::string target;
  std::uint16_t port;
  std::string source;  // an IP address; empty: the kernel's choice
  Done done;           // empty once told or given up
  DialTrouble trouble = DialTrouble::none;

 private:
  void on_resolved(const Result<std::vector<std::string>>& found);
  void try_all(std::vector<std::string> addresses);
  void try_next();
  bool begin(const SocketAddress& address);
  void on_ready(bool readable, bool writable) override;
  void on_turn_end() override;
  void give_up();
  void fail(const std::string& why);

  std::unique_ptr<Resolve> resolving;
  std::vector<std::string> left;  // addresses not tried, the next one last
  Descriptor socket;
  int error = 0;  // of the last address tried
};

void TcpDial::State::on_resolved(const Result<std::vector<std::string>>& found) {
  if (found) return try_all(*found);
  trouble = DialTrouble::not_resolved;
  fail(found.error().what);
}

void TcpDial::State::try_all(std::vector<std::string> addresses) {
  left.assign(addresses.rbegin(), addresses.rend());
  try_next();
}

void TcpDial::State::try_next() {
  const auto address = SocketAddress::parse(left.back(), port);
  left.pop_back();
  const bool under_way = address && begin(*address);
  error = under_way ? 0 : address ? errno : EAFNOSUPPORT;
  if (!under_way || !loop.reactor().watch(socket.get(), {}, {.writing = true}, *this)) loop.reactor().defer(*this);
}

// Connects, bound to the source if there is one. The port is left to the kernel until it knows the other end: the same one can
// then serve for several of those. False: errno says why.
bool TcpDial::State::begin(const SocketAddress& address) {
  socket = address.make_socket();
  if (!socket) return false;
  if (!source.empty()) {
    const auto from = SocketAddress::parse(source, 0);
    switch_on(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
    if (!from) errno = EADDRNOTAVAIL;
    if (!from || ::bind(socket.get(), from->raw(), from->size()) != 0) return false;
  }
  return begin_connect(socket, address);
}

void TcpDial::State::on_ready(bool, bool) {
  error = connect_error(socket);
  loop.reactor().watch(socket.get(), {.writing = true}, {}, *this);
  if (error != 0) return on_turn_end();
  switch_on(socket, IPPROTO_TCP, TCP_NODELAY);
  auto stream = std::make_unique<TcpStream>(loop, std::move(socket));
  std::exchange(done, nullptr)(std::unique_ptr<ByteStream>(std::move(stream)));
}

// The address that was tried last has failed.
void TcpDial::State::on_turn_end() {
  give_up();
  if (!left.empty()) return try_next();
  trouble = trouble_of(error);
  fail(words_of(error));
}

void TcpDial::State::give_up() {
  loop.reactor().forget(static_cast<Watcher&>(*this));
  loop.reactor().forget(static_cast<Deferred&>(*this));
  socket.close();
}

void TcpDial::State::fail(const std::string& why) {
  std::exchange(done, nullptr)(Error{"cannot connect: " + why, target, "check that somebody listens there"});
}

TcpDial::TcpDial(Loop& loop, const std::string& host, std::uint16_t port, Done done, const std::string& source)
    : state_(std::make_unique<State>(loop, host, port, std::move(done), source)) {}

DialTrouble TcpDial::trouble() const { return state_->trouble; }

TcpDial::~TcpDial() = default;

}  // namespace redial::net
