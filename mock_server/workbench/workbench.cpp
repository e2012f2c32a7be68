// Starting and stopping, in the order that keeps everybody's memory.
#include "mock_server/workbench/workbench.hpp"

#include <utility>

#include "core/base/text_encodings.hpp"
#include "mock_server/workbench/control_calls.hpp"
#include "mock_server/workbench/gateway.hpp"
#include "mock_server/workbench/page.hpp"
#include "net/digests.hpp"
#include "net/tcp.hpp"

namespace redial::mock_server::workbench {

namespace {

constexpr std::size_t kKeyBytes = 16;

}  // namespace

struct Workbench::Impl {
  net::Loop loop;
  std::unique_ptr<ControlCalls> calls;
  std::unique_ptr<net::Listener> listener;  // lives on the loop's thread, as the gateway does
  std::unique_ptr<Gateway> gateway;
  std::string url;

  Result<Done> open(const WorkbenchOptions& options) {
    listener = std::make_unique<net::Listener>(loop, [this](auto stream) { gateway->accept(std::move(stream)); });
    const auto port = listener->open(options.address, options.port);
    if (!port) return port.error();
    const std::string key = to_hex(net::random_bytes(kKeyBytes));
    Door door = make_door(options.address, options.public_host, *port, key);
    url = "http://" + door.hosts.back() + "/#key=" + key;
    gateway = std::make_unique<Gateway>(loop, std::move(door), *calls, page());
    return Done{};
  }

  ~Impl() {
    loop.call([this] {
      listener.reset();
      if (gateway) gateway->close();  // none if there was no address to listen at
    });
    calls.reset();
    loop.call([this] { gateway.reset(); });
  }
};

Workbench::Workbench(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Workbench::~Workbench() = default;

Result<std::unique_ptr<Workbench>> Workbench::start(const WorkbenchOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->calls = ControlCalls::open(options.control_address);
  const auto opened = impl->loop.call([&] { return impl->open(options); });
  if (!opened) return opened.error();
  return std::unique_ptr<Workbench>(new Workbench(std::move(impl)));
}

const std::string& Workbench::url() const { return impl_->url; }

}  // namespace redial::mock_server::workbench
