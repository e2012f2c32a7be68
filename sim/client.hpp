// A reference client in virtual time: the world's timers, the simulated network, message stores in memory.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "agent/clients/reference/device.hpp"
#include "agent/clients/reference/reference_client.hpp"
#include "agent/ports/client_port.hpp"
#include "sim/dialogue.hpp"
#include "sim/network.hpp"
#include "sim/websocket.hpp"
#include "sim/world.hpp"

namespace redial::sim {

class Client final : public agent::ClientPort, private agent::reference::Surroundings {
 public:
  Client(World& world, Network& network, agent::reference::ClientSetup setup, agent::ObservationSink sink);
  ~Client() override;

  Result<control::ClientReply> perform(const control::ClientCommand& command) override { return client_.perform(command); }

 private:
  class Socket;
  class WebLink;
  class NativeLink;
  using TimerId = agent::reference::TimerId;

  // Of messages.
  struct Store {
    std::set<std::string> kept;  // by their ids
    bool is_garbage = false;
  };

  TimePoint now() const override { return world_.now(); }
  void start_timer(TimerId timer, Duration delay) override;
  void cancel_timer(TimerId timer) override { timers_.erase(timer); }
  void ask_navigation(std::uint32_t question, const agent::reference::NavigationCall& call) override;
  void dial(Epoch epoch, const std::string& url) override;
  void send(Epoch epoch, const wire::Bytes& message) override;
  void close(Epoch epoch) override;
  Result<std::size_t> open_store(const std::string& user) override;
  std::optional<std::string> user_of(const Token& token) const override { return device_.user_of(token); }
  void remember(const Token& token, const std::string& user) override { device_.remember(token, user); }
  Result<bool> keep(const payload::TextMessage& message) override;
  Result<Done> set_storage(control::StorageCondition condition) override;
  void observe(trace::Event event) override { sink_(std::move(event)); }
  void end() override;

  void on_navigation(std::uint32_t question, Result<agent::reference::NavigationReply> reply);

  World& world_;
  Network& network_;
  bool trusts_;
  agent::ObservationSink sink_;
  std::map<TimerId, Timer> timers_;
  Timer navigation_limit_;
  std::unique_ptr<Dialogue> navigation_;
  std::map<Epoch, std::unique_ptr<Socket>> sockets_;
  agent::reference::Device device_;
  std::map<std::string, Store> stores_;       // of each user
  Store* store_ = nullptr;                    // the open one
  agent::reference::ReferenceClient client_;  // last: it speaks as soon as it exists
};

}  // namespace redial::sim
