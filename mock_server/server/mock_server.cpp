// Starting, stopping, and crossing from any thread to the loop's.
#include "mock_server/server/mock_server.hpp"

#include <utility>

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
  const auto good = options.tls ? given_certificate(*options.tls) : authority->issue_server({.host = public_host});
  if (!good) return good.error();
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

struct MockServer::Impl {
  Impl(Tls t, std::optional<CompressedClock> clock) : tls(std::move(t)), holds_clock(clock.has_value()), loop(clock) {}

  Tls tls;
  std::string api_url;
  bool holds_clock;
  net::Loop loop;
  std::unique_ptr<Core> core;  // lives on the loop's thread

  ~Impl() {
    loop.call([this] { core.reset(); });
  }
};

MockServer::MockServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MockServer::~MockServer() = default;

Result<std::unique_ptr<MockServer>> MockServer::start(const Options& options) {
  const std::string public_host = public_host_of(options);
  auto tls = make_tls(options, public_host);
  if (!tls) return tls.error();
  auto impl = std::make_unique<Impl>(std::move(*tls), options.clock);
  const auto api_url = impl->loop.call([&] {
    impl->core = std::make_unique<Core>(impl->loop, impl->tls.front, options.address, public_host, options.captures,
                                        options.remembered_events);
    return impl->core->open_api(options.api_port);
  });
  if (!api_url) return api_url.error();
  impl->api_url = *api_url;
  return std::unique_ptr<MockServer>(new MockServer(std::move(impl)));
}

const std::string& MockServer::ca_file() const { return impl_->tls.ca_file; }
const std::string& MockServer::server_api_url() const { return impl_->api_url; }
std::string MockServer::clock_id() { return net::clock_id(); }

Result<control::App> MockServer::create_app(const control::CreateApp& app) {
  return impl_->loop.call([&] { return impl_->core->create_app(app); });
}

Result<control::ServerReply> MockServer::perform(const AppKey& app, const control::ServerCommand& command) {
  return impl_->loop.call([&] { return impl_->core->perform(app, command); });
}

Result<Stats> MockServer::stats(const AppKey& app) const {
  return impl_->loop.call([&] {
    auto stats = impl_->core->stats(app);
    if (stats) stats->observations = impl_->core->observers().told(app);
    return stats;
  });
}

std::vector<control::AppEntry> MockServer::apps() const {
  return impl_->loop.call([&] { return impl_->core->apps(); });
}

Result<control::AppState> MockServer::app_state(const AppKey& app) const {
  return impl_->loop.call([&] { return impl_->core->app_state(app); });
}

Usage MockServer::usage() const {
  Usage usage{.at = net::now(), .cpu = net::process_cpu(), .resident_bytes = net::resident_bytes(), .loops{}};
  usage.loops.push_back(impl_->loop.call([&] {
    return Usage::LoopUsage{net::thread_cpu(), net::now() - usage.at, impl_->core->open_connections()};
  }));
  return usage;
}

Result<Done> MockServer::set_clock(const CompressedClock& clock) {
  if (!impl_->holds_clock) return real_time();
  impl_->loop.call([&] { impl_->loop.set_clock(clock); });
  return Done{};
}

Result<MockServer::Settled> MockServer::settle(const AppKey& app) {
  if (!impl_->holds_clock) return real_time();
  return impl_->loop.call([&]() -> Result<Settled> {
    if (const auto known = impl_->core->stats(app); !known) return known.error();
    const control::Rest rest = impl_->loop.settle();
    return Settled{rest, impl_->core->observers().told(app)};
  });
}

Result<std::unique_ptr<MockServer::Subscription>> MockServer::subscribe(const AppKey& app, Observer observer, bool with_recent) {
  using Outcome = Result<std::unique_ptr<Subscription>>;
  return impl_->loop.call([&]() -> Outcome {
    if (const auto known = impl_->core->stats(app); !known) return known.error();
    const std::uint64_t number = impl_->core->observers().add(app, std::move(observer), with_recent);
    return std::unique_ptr<Subscription>(new Subscription(*this, app, number));
  });
}

MockServer::Subscription::~Subscription() {
  Impl& server = *server_.impl_;
  server.loop.call([&] { server.core->observers().remove(app_, number_); });
}

}  // namespace redial::mock_server
