// Live clients on one loop, made and ended on its thread.
#include "agent/clients/reference/live/reference_factory.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <utility>

#include "agent/clients/reference/live/live_client.hpp"
#include "agent/clients/reference/live/temporary_directory.hpp"
#include "net/clock.hpp"

namespace redial::agent::reference {
namespace {

std::string host() {
  utsname names{};
  if (uname(&names) != 0) return "unknown";
  std::string system = names.sysname;
  std::transform(system.begin(), system.end(), system.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return system + " " + names.machine;
}

// Carries each command to the loop's thread and waits there until it has given back control.
class Client final : public ClientPort {
 public:
  Client(ClientSetup setup, const Resources& resources) : loop_(resources.loop) {
    loop_.call([&] { client_ = std::make_unique<LiveClient>(std::move(setup), resources); });
  }

  ~Client() override {
    loop_.call([this] { client_.reset(); });
    loop_.call([] {});  // behind what the client left to be disposed of
  }

  Result<control::ClientReply> perform(const control::ClientCommand& command) override {
    return loop_.call([&] { return client_->perform(command); });
  }

 private:
  net::Loop& loop_;
  std::unique_ptr<LiveClient> client_;  // lives on the loop
};

class Factory final : public ClientFactory {
 public:
  explicit Factory(Kind kind) : kind_(std::move(kind)) {}

  Result<control::ClientDescription> describe() override {
    auto description = reference::describe(kind_);
    description.host = host();
    description.clock_id = net::clock_id();
    return description;
  }

  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient& client, ObservationSink sink) override {
    auto tls = net::TlsContext::client(client.ca_file);
    if (!tls) return tls.error();
    // A client is a device of its own: it shares no message store with another, whoever logs in.
    const auto device = "redial" + std::to_string(++clients_);
    const auto directory = stores_.path() / device;
    std::error_code none_made;  // opening a store there will fail and say so
    std::filesystem::create_directory(directory, none_made);
    return std::unique_ptr<ClientPort>(
        std::make_unique<Client>(ClientSetup{client, kind_.profile, device, 0, make_defect(kind_)},
                                 Resources{loop_, std::move(*tls), directory.string(), std::move(sink)}));
  }

 private:
  Kind kind_;
  TemporaryDirectory stores_{"redial-stores"};
  std::atomic<std::uint32_t> clients_ = 0;
  net::Loop loop_;
};

}  // namespace

Result<std::unique_ptr<ClientFactory>> make_reference_factory(const Kind& kind) {
  if (const auto possible = check(kind); !possible) return possible.error();
  return std::unique_ptr<ClientFactory>(std::make_unique<Factory>(kind));
}

}  // namespace redial::agent::reference
