// A reference client in the real world: the loop's timers, HTTP, sockets and a SQLite store. It obeys and decides nothing.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "agent/clients/reference/device.hpp"
#include "agent/clients/reference/live/chat_socket.hpp"
#include "agent/clients/reference/live/message_store.hpp"
#include "agent/clients/reference/reference_client.hpp"
#include "agent/ports/client_port.hpp"
#include "net/http.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"

namespace redial::agent::reference {

// What the client is given of its world.
struct Resources {
  net::Loop& loop;
  net::TlsContext tls;
  std::string directory;  // of its message stores
  ObservationSink sink;
};

// Loop thread only, construction and destruction included. Destroying it ends the client without another observation.
class LiveClient final : private Surroundings, private ChatSocket::Owner {
 public:
  LiveClient(ClientSetup setup, Resources resources);

  Result<control::ClientReply> perform(const control::ClientCommand& command) { return client_.perform(command); }

 private:
  TimePoint now() const override;
  void start_timer(TimerId timer, Duration delay) override;
  void cancel_timer(TimerId timer) override { timers_.erase(timer); }
  void ask_navigation(std::uint32_t question, const NavigationCall& call) override;
  void dial(Epoch epoch, const std::string& url) override;
  void send(Epoch epoch, const wire::Bytes& message) override { sockets_.at(epoch)->send(message); }
  void close(Epoch epoch) override;
  Result<std::size_t> open_store(const std::string& user) override;
  std::optional<std::string> user_of(const Token& token) const override { return device_.user_of(token); }
  void remember(const Token& token, const std::string& user) override { device_.remember(token, user); }
  Result<bool> keep(const payload::TextMessage& message) override;
  Result<Done> set_storage(control::StorageCondition condition) override;
  void observe(trace::Event event) override { resources_.sink(std::move(event)); }
  void end() override;

  void on_opened(Epoch epoch) override { client_.on_opened(epoch); }
  void on_failed(Epoch epoch, const std::string& why) override;
  void on_message(Epoch epoch, const wire::Bytes& message) override { client_.on_message(epoch, message); }
  void on_closed(Epoch epoch, std::uint16_t code, const std::string& why) override;

  Resources resources_;
  AppKey app_key_;
  std::map<TimerId, net::Timer> timers_;
  std::unique_ptr<net::HttpExchange> navigation_;
  std::map<Epoch, std::unique_ptr<ChatSocket>> sockets_;
  Device device_;
  std::optional<MessageStore> store_;
  ReferenceClient client_;  // last: it speaks as soon as it exists
};

}  // namespace redial::agent::reference
