// Starting, stopping, and crossing from any thread to the loop's.
#include "mock_server/server/mock_server.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

#include "mock_server/chat/server_api_signature.hpp"
#include "mock_server/server/core.hpp"
#include "net/certificate_authority.hpp"
#include "net/clock.hpp"

namespace redial::mock_server {
namespace {

struct Tls {
  net::CertificateAuthority authority;
  std::string ca_file;
  TlsFront front;
};

Result<net::TlsContext> given_certificate(const TlsFiles& files) {
  auto context = net::TlsContext::server_from_files(files.certificate, files.key);
  if (!context) return context;
  if (const auto trusted = net::TlsContext::client(files.ca); !trusted) return trusted.error();
  return context;
}

Result<Tls> make_tls(const Options& options, const std::string& public_host) {
  auto authority = net::CertificateAuthority::make();
  if (!authority) return authority.error();
  auto good = options.tls ? given_certificate(*options.tls) : authority->issue_server({.host = public_host});
  if (!good) return good.error();
  if (options.tls_resumption) good->allow_resumption();
  auto front = TlsFront::make(*good, *authority, options.captures != nullptr);
  if (!front) return front.error();
  std::string ca_file = options.tls ? options.tls->ca : authority->ca_file();
  return Tls{std::move(*authority), std::move(ca_file), std::move(*front)};
}

Error real_time() {
  return {"its clock is the machine's", "mock server", "compressed time is for servers that a run starts for itself"};
}

std::string public_host_of(const Options& options) {
  if (!options.public_host.empty()) return options.public_host;
  const bool is_wildcard = options.address == "0.0.0.0" || options.address == "::";
  return is_wildcard ? "127.0.0.1" : options.address;
}

}  // namespace

// A loop, and what lives on it.
struct MockServer::Worker {
  explicit Worker(std::optional<CompressedClock> clock) : loop(clock) {}

  net::Loop loop;
  std::unique_ptr<Core> core;  // lives on the loop's thread
};

struct MockServer::Impl {
  Impl(Tls t, const Options& options) : tls(std::move(t)), holds_clock(options.clock.has_value()) {
    for (std::uint32_t i = 0; i < options.loops; ++i) workers.push_back(std::make_unique<Worker>(options.clock));
  }
  ~Impl() {
    for (const auto& worker : workers) worker->loop.call([&] { worker->core.reset(); });
  }

  Tls tls;
  std::string api_url;
  bool holds_clock;
  std::vector<std::unique_ptr<Worker>> workers;
  std::mutex making;  // held while apps are made, deleted or listed, so that loops and `homes` agree

  // Runs `work` with the core of the app's loop, there. Of apps that are nowhere the first one says so.
  template <class Work>
  auto at(const AppKey& app, const Work& work) {
    Worker& worker = home(app);
    return worker.loop.call([&] { return work(*worker.core); });
  }

  Worker& home(const AppKey& app) {
    const std::lock_guard lock(mutex);
    const auto found = std::ranges::find(homes, app, &Home::app);
    return found == homes.end() ? *workers.front() : *found->worker;
  }

  // The home of an app to be made. Where the AppKey is taken, its owner, who will refuse.
  Worker& choose(const AppKey& app) {
    const std::lock_guard lock(mutex);
    const auto found = std::ranges::find(homes, app, &Home::app);
    if (found != homes.end()) return *found->worker;
    return **std::ranges::min_element(workers, {},
                                      [&](const auto& worker) { return std::ranges::count(homes, worker.get(), &Home::worker); });
  }

  void move_in(const AppKey& app, Worker& worker) {
    const std::lock_guard lock(mutex);
    homes.push_back({app, &worker});
  }

  void move_out(const AppKey& app) {
    const std::lock_guard lock(mutex);
    homes.erase(std::ranges::find(homes, app, &Home::app));
  }

  std::vector<AppKey> in_order_of_making() {
    const std::lock_guard lock(mutex);
    std::vector<AppKey> apps;
    for (const Home& one : homes) apps.push_back(one.app);
    return apps;
  }

  // The Server API has one port, on the first loop; calls about apps of other loops are answered there.
  bool call_elsewhere(const api::Request& request, const Core::Answer& answer) {
    Worker& owner = home(api::named_app(request));
    Worker& asked = *workers.front();
    if (&owner == &asked) return false;
    owner.loop.post([&owner, &asked, request, answer] {
      if (!owner.core) return;
      asked.loop.post([&asked, answer, reply = owner.core->call_api(request)] {
        if (asked.core) answer(reply);
      });
    });
    return true;
  }

 private:
  struct Home {
    AppKey app;
    Worker* worker = nullptr;
  };
  std::mutex mutex;
  std::vector<Home> homes;  // in the order of making
};

namespace {

Result<Done> check(const Options& options) {
  if (options.loops < 1 || options.loops > kMaxLoops)
    return Error{std::to_string(options.loops) + " loops cannot be", "loops", "use 1 to " + std::to_string(kMaxLoops)};
  if (options.clock && options.loops > 1) return Error{"compressed time knows one loop", "loops", "use 1, or real time"};
  return Done{};
}

// Of one loop.
std::size_t max_connections(const Options& options) {
  const std::size_t descriptors = net::max_descriptors();
  const std::size_t all = options.max_connections != 0             ? options.max_connections
                          : descriptors > 2 * kReservedDescriptors ? descriptors - kReservedDescriptors
                                                                   : descriptors / 2;
  return std::max<std::size_t>(all / options.loops, 1);
}

}  // namespace

MockServer::MockServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MockServer::~MockServer() = default;

Result<std::unique_ptr<MockServer>> MockServer::start(const Options& options) {
  if (const auto good = check(options); !good) return good.error();
  const std::string public_host = public_host_of(options);
  auto tls = make_tls(options, public_host);
  if (!tls) return tls.error();
  auto impl = std::make_unique<Impl>(std::move(*tls), options);
  const Core::Setting setting{
      .tls = impl->tls.front,
      .address = options.address,
      .public_host = public_host,
      .captures = options.captures,
      .remembered = options.remembered_events,
      .max_connections = max_connections(options),
      .max_handshake = options.clock ? std::nullopt : std::optional(options.max_handshake),
      .elsewhere = [all = impl.get()](const auto& request, const auto& answer) { return all->call_elsewhere(request, answer); }};
  for (const auto& worker : impl->workers)
    worker->loop.call([&] { worker->core = std::make_unique<Core>(worker->loop, setting); });
  Worker& first = *impl->workers.front();
  const auto api_url = first.loop.call([&] { return first.core->open_api(options.api_port); });
  if (!api_url) return api_url.error();
  impl->api_url = *api_url;
  return std::unique_ptr<MockServer>(new MockServer(std::move(impl)));
}

const std::string& MockServer::ca_file() const { return impl_->tls.ca_file; }
const std::string& MockServer::server_api_url() const { return impl_->api_url; }
std::string MockServer::clock_id() { return net::clock_id(); }

Result<control::App> MockServer::create_app(const control::CreateApp& app) {
  const std::lock_guard making(impl_->making);
  Worker& worker = impl_->choose(app.app_key);
  auto created = worker.loop.call([&] { return worker.core->create_app(app); });
  if (created) impl_->move_in(created->app_key, worker);
  return created;
}

Result<control::ServerReply> MockServer::perform(const AppKey& app, const control::ServerCommand& command) {
  const bool deletes = std::holds_alternative<control::DeleteApp>(command);
  std::unique_lock making(impl_->making, std::defer_lock);
  if (deletes) making.lock();
  auto reply = impl_->at(app, [&](Core& core) { return core.perform(app, command); });
  if (reply && deletes) impl_->move_out(app);
  return reply;
}

Result<Stats> MockServer::stats(const AppKey& app) const {
  return impl_->at(app, [&](Core& core) {
    auto stats = core.stats(app);
    if (stats) stats->observations = core.observers().told(app);
    return stats;
  });
}

std::vector<control::AppEntry> MockServer::apps() const {
  const std::lock_guard making(impl_->making);
  std::vector<control::AppEntry> entries;
  for (const auto& worker : impl_->workers)
    std::ranges::move(worker->loop.call([&] { return worker->core->apps(); }), std::back_inserter(entries));
  const std::vector<AppKey> order = impl_->in_order_of_making();
  std::ranges::sort(entries, {}, [&](const control::AppEntry& one) { return std::ranges::find(order, one.app.app_key); });
  return entries;
}

Result<control::AppState> MockServer::app_state(const AppKey& app) const {
  return impl_->at(app, [&](Core& core) { return core.app_state(app); });
}

Usage MockServer::usage() const {
  Usage usage{.at = net::now(), .cpu = net::process_cpu(), .resident_bytes = net::resident_bytes(), .loops{}};
  for (const auto& worker : impl_->workers) {
    const TimePoint asked = net::now();
    usage.loops.push_back(worker->loop.call([&] {
      return Usage::LoopUsage{net::thread_cpu(), net::now() - asked, worker->core->open_connections()};
    }));
  }
  return usage;
}

Result<Done> MockServer::set_clock(const CompressedClock& clock) {
  if (!impl_->holds_clock) return real_time();
  net::Loop& loop = impl_->workers.front()->loop;
  loop.call([&] { loop.set_clock(clock); });
  return Done{};
}

Result<MockServer::Settled> MockServer::settle(const AppKey& app) {
  if (!impl_->holds_clock) return real_time();
  Worker& only = *impl_->workers.front();
  return only.loop.call([&]() -> Result<Settled> {
    if (const auto known = only.core->stats(app); !known) return known.error();
    const control::Rest rest = only.loop.settle();
    return Settled{rest, only.core->observers().told(app)};
  });
}

Result<std::unique_ptr<MockServer::Subscription>> MockServer::subscribe(const AppKey& app, Observer observer, bool with_recent) {
  using Outcome = Result<std::unique_ptr<Subscription>>;
  Worker& worker = impl_->home(app);
  return worker.loop.call([&]() -> Outcome {
    if (const auto known = worker.core->stats(app); !known) return known.error();
    const std::uint64_t number = worker.core->observers().add(app, std::move(observer), with_recent);
    return std::unique_ptr<Subscription>(new Subscription(worker, app, number));
  });
}

MockServer::Subscription::~Subscription() {
  worker_.loop.call([&] { worker_.core->observers().remove(app_, number_); });
}

}  // namespace redial::mock_server
