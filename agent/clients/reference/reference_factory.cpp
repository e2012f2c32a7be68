// Clients on one loop, made and ended on its thread.
#include "agent/clients/reference/reference_factory.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <utility>

#include "agent/clients/reference/client_driver.hpp"
#include "agent/clients/reference/temporary_directory.hpp"
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
  Client(const control::CreateClient& client, const std::string& profile, const Surroundings& surroundings)
      : loop_(surroundings.loop) {
    loop_.call([&] { driver_ = std::make_unique<ClientDriver>(client, profile, surroundings); });
  }

  ~Client() override {
    loop_.call([this] { driver_.reset(); });
    loop_.call([] {});  // behind what the driver left to be disposed of
  }

  Result<control::ClientReply> perform(const control::ClientCommand& command) override {
    return loop_.call([&]() -> Result<control::ClientReply> {
      if (!driver_) return Error{"the client is destroyed", "reference client", "create another one"};
      const auto reply = driver_->perform(command);
      if (std::holds_alternative<control::DestroyClient>(command)) driver_.reset();
      return reply;
    });
  }

 private:
  net::Loop& loop_;
  std::unique_ptr<ClientDriver> driver_;  // lives on the loop
};

class Factory final : public ClientFactory {
 public:
  explicit Factory(std::string profile) : profile_(std::move(profile)) {}

  Result<control::ClientDescription> describe() override {
    return control::ClientDescription{.name = "redial-reference",
                                      .version = REDIAL_VERSION,
                                      .profile = profile_,
                                      .host = host(),
                                      .capabilities = capabilities(),
                                      .clock_id = net::clock_id()};
  }

  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient& client, ObservationSink sink) override {
    auto tls = net::TlsContext::client(client.ca_file);
    if (!tls) return tls.error();
    // A client is a device of its own: it shares no message store with another, whoever logs in.
    const auto device = "redial" + std::to_string(++clients_);
    const auto directory = stores_.path() / device;
    std::error_code none_made;  // opening a store there will fail and say so
    std::filesystem::create_directory(directory, none_made);
    return std::unique_ptr<ClientPort>(std::make_unique<Client>(
        client, profile_, Surroundings{loop_, std::move(*tls), device, directory.string(), std::move(sink)}));
  }

 private:
  std::vector<std::string> capabilities() const {
    std::vector<std::string> list = {"listeners", "send-text", "tls", "wire-events"};
    if (profile_ == "uniapp") list.push_back("callback");
    if (profile_ == "uniapp" || profile_ == "native") list.push_back("timeout");
    return list;
  }

  std::string profile_;
  TemporaryDirectory stores_{"redial-stores"};
  std::atomic<std::uint32_t> clients_ = 0;
  net::Loop loop_;
};

}  // namespace

std::vector<std::string> profiles() { return {std::begin(control::kApiProfiles), std::end(control::kApiProfiles)}; }

Result<std::unique_ptr<ClientFactory>> make_reference_factory(const std::string& profile) {
  const auto known = profiles();
  if (std::find(known.begin(), known.end(), profile) == known.end()) {
    return Error{"unknown API profile \"" + profile + "\"", "reference client", "choose one that docs/CONTRACT.md names"};
  }
  return std::unique_ptr<ClientFactory>(std::make_unique<Factory>(profile));
}

}  // namespace redial::agent::reference
