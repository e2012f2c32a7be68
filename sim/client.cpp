// What the client asks for, onto the simulated network; what comes of it, back.
#include "sim/client.hpp"

#include <utility>

#include "sim/native_socket.hpp"
#include "sim/server.hpp"

namespace redial::sim {

using namespace agent::reference;
using control::StorageCondition;

namespace {

constexpr std::uint16_t kNoCloseFrame = 1006;

// As long as real ones, so that faults that count bytes strike at the same place.
std::vector<std::pair<std::string, std::string>> upgrade_headers() {
  return {{"Upgrade", "websocket"},
          {"Connection", "Upgrade"},
          {"Sec-WebSocket-Version", "13"},
          {"Sec-WebSocket-Key", std::string(24, 'A')}};
}

}  // namespace

// One dial and the socket that it opens.
class Client::Socket {
 public:
  Socket(Client& client, Epoch epoch) : client_(client), epoch_(epoch) {}
  virtual ~Socket() = default;

  virtual bool is_open() const = 0;
  virtual void send(const wire::Bytes& message) = 0;
  virtual void close() = 0;

 protected:
  void fail(const Error& error) {
    const auto self = client_.sockets_.extract(epoch_);
    client_.client_.on_failed(epoch_, to_text(error));
  }
  void tell(const wire::Bytes& message) { client_.client_.on_message(epoch_, message); }
  void tell_closed(std::uint16_t code, const std::string& why) {
    const auto self = client_.sockets_.extract(epoch_);
    client_.client_.on_closed(epoch_, code, why);
  }

  Client& client_;
  Epoch epoch_;
};

class Client::WebLink final : public Socket, private WebSocket::Handler {
 public:
  WebLink(Client& client, Epoch epoch, const std::string& url)
      : Socket(client, epoch),
        url_(url.substr(0, url.find('?'))),
        dialogue_(std::make_unique<Dialogue>(client.world_, client.network_, client.trusts_, parse_target(url), "GET",
                                             HttpText{{}, upgrade_headers(), {}},
                                             [this](auto outcome) { on_answered(std::move(outcome)); })) {}

  ~WebLink() override { client_.world_.dispose(std::move(socket_)); }

  bool is_open() const override { return socket_ != nullptr; }
  void send(const wire::Bytes& message) override { socket_->send(message); }
  void close() override { socket_->close(); }

 private:
  void on_answered(Result<Dialogue::Outcome> outcome) {
    if (!outcome) return fail(outcome.error());
    const int status = Dialogue::status_of(outcome->reply);
    if (status != 101) {
      client_.world_.dispose(std::move(outcome->stream));
      return fail({"the upgrade was answered with HTTP status " + std::to_string(status), url_,
                   "check the path; chat servers listen on /websocket"});
    }
    WebSocket::Handler* handler = this;
    socket_ =
        std::make_unique<WebSocket>(client_.world_, std::move(outcome->stream), wire::WebSocketReader::Role::client, handler);
    client_.client_.on_opened(epoch_);
    if (!outcome->rest.empty()) socket_->read(as_bytes(outcome->rest));
  }

  void on_message(const wire::Bytes& message) override { tell(message); }
  void on_closed(std::uint16_t code, const std::string& why) override { tell_closed(code, why); }

  std::string url_;  // without the query, which holds the token
  std::unique_ptr<Dialogue> dialogue_;
  std::unique_ptr<WebSocket> socket_;
};

class Client::NativeLink final : public Socket, private NativeSocket::Handler {
 public:
  NativeLink(Client& client, Epoch epoch, const std::string& url) : Socket(client, epoch) {
    NativeSocket::Handler* handler = this;
    socket_ = std::make_unique<NativeSocket>(client.world_, client.network_, client.trusts_, parse_target(url), handler);
  }
  ~NativeLink() override { client_.world_.dispose(std::move(socket_)); }

  bool is_open() const override { return socket_->is_open(); }
  void send(const wire::Bytes& message) override { socket_->send(message); }
  void close() override { socket_->close(); }

 private:
  void on_opened() override { client_.client_.on_opened(epoch_); }
  void on_failed(const Error& error) override { fail(error); }
  void on_message(const wire::Bytes& message) override { tell(message); }
  void on_closed(const std::string& why) override { tell_closed(kNoCloseFrame, why); }

  std::unique_ptr<NativeSocket> socket_;
};

Client::Client(World& world, Network& network, ClientSetup setup, agent::ObservationSink sink)
    : world_(world),
      network_(network),
      trusts_(setup.create.ca_file == kCaFile),
      sink_(std::move(sink)),
      navigation_limit_(world),
      client_(std::move(setup), *this) {}

Client::~Client() { end(); }

void Client::start_timer(TimerId timer, Duration delay) {
  auto& started = timers_.try_emplace(timer, world_).first->second;
  started.start(world_.now() + delay, [this, timer] {
    timers_.erase(timer);
    client_.on_timer(timer);
  });
}

// ---- navigation ----

void Client::ask_navigation(std::uint32_t question, const NavigationCall& call) {
  navigation_limit_.start(world_.now() + call.timeout, [this, question] {
    on_navigation(question, Error{"no reply in time", "HTTP", "check the server, or allow more time"});
  });
  navigation_ = std::make_unique<Dialogue>(
      world_, network_, trusts_, parse_target(call.url), "POST", HttpText{{}, call.headers, call.body},
      [this, question](auto outcome) {
        if (!outcome) return on_navigation(question, outcome.error());
        world_.dispose(std::move(outcome->stream));
        on_navigation(question, NavigationReply{Dialogue::status_of(outcome->reply), std::move(outcome->reply.body)});
      });
}

void Client::on_navigation(std::uint32_t question, Result<NavigationReply> reply) {
  navigation_limit_.cancel();
  const auto answered = std::move(navigation_);
  client_.on_navigation(question, reply);
}

// ---- sockets ----

void Client::dial(Epoch epoch, const std::string& url) {
  auto& socket = sockets_[epoch];
  if (url.starts_with("ws"))
    socket = std::make_unique<WebLink>(*this, epoch, url);
  else
    socket = std::make_unique<NativeLink>(*this, epoch, url);
}

void Client::send(Epoch epoch, const wire::Bytes& message) { sockets_.at(epoch)->send(message); }

void Client::close(Epoch epoch) {
  auto& socket = sockets_.at(epoch);
  if (socket->is_open()) return socket->close();
  sockets_.erase(epoch);
}

// ---- messages ----

Result<std::size_t> Client::open_store(const std::string& user) {
  store_ = nullptr;
  if (const auto writable = device_.may_write(!stores_.contains(user)); !writable) return writable.error();
  Store& store = stores_[user];
  if (store.is_garbage) return Error{"the file is not a database", "message store", "make it missing"};
  store_ = &store;
  return store.kept.size();
}

Result<bool> Client::keep(const payload::TextMessage& message) {
  if (!store_) return true;
  if (const auto writable = device_.may_write(); !writable) return writable.error();
  return store_->kept.insert(message.message_uid).second;
}

Result<Done> Client::set_storage(StorageCondition condition) {
  const bool damages = condition == StorageCondition::corrupt || condition == StorageCondition::missing;
  if (!damages) return device_.condition = condition, Done{};
  if (stores_.empty()) return Error{"there is no database yet", "storage", "connect the client first"};
  store_ = nullptr;
  if (condition == StorageCondition::missing) stores_.clear();
  for (auto& [user, store] : stores_) store.is_garbage = true;
  return Done{};
}

void Client::end() {
  timers_.clear();
  navigation_limit_.cancel();
  navigation_.reset();
  sockets_.clear();
  store_ = nullptr;
}

}  // namespace redial::sim
