// One call of the control plane after the other.
#include "load/conductor/bench_server.hpp"

#include <algorithm>
#include <utility>

#include "agent/service/grpc_client.hpp"
#include "control_plane/server_conversion.hpp"
#include "load/plan/plan.hpp"

namespace redial::load {

namespace v1 = redial::v1;
using agent::call;
using Stub = v1::MockServer::Stub;

namespace {

// Long enough for any bench; an expiry goes this far and a little further.
constexpr std::chrono::hours kTokenLifetime(48);
constexpr std::chrono::minutes kBeyond(1);
constexpr std::uint64_t kTokensAtOnce = 5'000;  // the server's limit is twice that
constexpr const char* kFault = "storm";

template <class Response>
Result<Done> done(const Result<Response>& response) {
  if (!response) return response.error();
  return Done{};
}

bool expires(const Spec& spec) {
  return std::ranges::any_of(spec.phases, [](const PhaseSpec& phase) { return phase.shape() == Shape::expiry; });
}

fault::FaultKind kind_of(Drop drop) {
  if (drop == Drop::close) return fault::FaultKind::close;
  return drop == Drop::blackhole ? fault::FaultKind::blackhole : fault::FaultKind::reset;
}

}  // namespace

BenchServer::BenchServer(const std::string& address)
    : peer_("mock server at " + address), stub_(v1::MockServer::NewStub(agent::open_channel(address))) {}

Result<std::unique_ptr<BenchServer>> BenchServer::open(const std::string& address, const Spec& spec, std::uint64_t seed) {
  std::unique_ptr<BenchServer> server(new BenchServer(address));
  const auto info = call(*server->stub_, &Stub::GetServerInfo, v1::GetServerInfoRequest(), server->peer_, "GetServerInfo");
  if (!info) return info.error();
  server->ca_file_ = info->ca_file();
  server->server_api_url_ = info->server_api_url();
  for (std::uint32_t number = 0; number < static_cast<std::uint32_t>(spec.apps); ++number)
    if (auto made = server->make_app(spec, number, seed); !made) return made.error();
  return server;
}

BenchServer::~BenchServer() {
  v1::AppRequest request;
  for (const App& app : apps_) {
    request.set_app_key(app.app_key.value);
    (void)call(*stub_, &Stub::DeleteApp, request, peer_, "DeleteApp");  // a server that is gone has deleted it
  }
}

Result<Done> BenchServer::make_app(const Spec& spec, std::uint32_t number, std::uint64_t seed) {
  control::CreateApp wanted;
  wanted.label = "bench-" + std::to_string(number + 1);
  wanted.seed = seed;
  const auto made = call(*stub_, &Stub::CreateApp, control_plane::to_proto(wanted), peer_, "CreateApp");
  if (!made) return made.error();
  const control::App app = control_plane::from_proto(*made);
  const auto& of_dialect = spec.tls ? app.native_tls_addresses : app.native_addresses;
  const std::string& web = spec.tls ? app.chat_tls_address : app.chat_address;
  App ours{.app_key = app.app_key,
           .secret = app.secret,
           .server_api_url = server_api_url_,
           .navigation_url = spec.tls ? app.navigation_tls_url : app.navigation_url};
  ours.address.address = spec.dialect == wire::Dialect::native ? of_dialect.front() : web;
  apps_.push_back(std::move(ours));
  return Done{};
}

Result<std::vector<Token>> BenchServer::issue_tokens(const Spec& spec) {
  std::vector<Token> tokens(static_cast<std::size_t>(spec.users));
  for (std::uint64_t app = 0; app < apps_.size(); ++app)
    if (auto issued = expires(spec) ? issue_with_lifetime(spec, app, tokens) : issue(spec, app, tokens); !issued)
      return issued.error();
  return tokens;
}

// Permanent ones, many in a call.
Result<Done> BenchServer::issue(const Spec& spec, std::uint64_t app, std::vector<Token>& tokens) {
  const std::uint64_t users = Share{static_cast<std::uint32_t>(app), static_cast<std::uint32_t>(apps_.size())}.of(tokens.size());
  for (std::uint64_t first = 0; first < users; first += kTokensAtOnce) {
    v1::IssueTokensRequest request;
    request.set_app_key(apps_[app].app_key.value);
    request.set_user_prefix(kUserPrefix);
    request.set_first(static_cast<std::uint32_t>(first));
    request.set_count(static_cast<std::uint32_t>(std::min(kTokensAtOnce, users - first)));
    const auto issued = call(*stub_, &Stub::IssueTokens, request, peer_, "IssueTokens");
    if (!issued) return issued.error();
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(issued->tokens_size()); ++i)
      tokens[(first + i) * static_cast<std::uint64_t>(spec.apps) + app] = Token(issued->tokens(static_cast<int>(i)));
  }
  return Done{};
}

Result<Done> BenchServer::issue_with_lifetime(const Spec& spec, std::uint64_t app, std::vector<Token>& tokens) {
  v1::IssueTokenRequest request;
  request.set_app_key(apps_[app].app_key.value);
  request.set_lifetime_ms(std::chrono::milliseconds(kTokenLifetime).count());
  for (std::uint64_t user = app; user < tokens.size(); user += apps_.size()) {
    request.set_user(name_of(spec, user));
    request.set_label(request.user());
    const auto issued = call(*stub_, &Stub::IssueToken, request, peer_, "IssueToken");
    if (!issued) return issued.error();
    tokens[user] = Token(issued->token());
  }
  return Done{};
}

Result<Done> BenchServer::carry_out(const Command& command) {
  return std::visit([this](const auto& what) { return act(what); }, command.what);
}

Result<Done> BenchServer::act(const Strike& strike) {
  fault::FaultSpec spec;
  spec.name = kFault;
  spec.kind = kind_of(strike.by);
  spec.moment = fault::Moment::now;
  v1::ArmFaultRequest request = control_plane::to_proto(spec);
  for (const App& app : apps_) {
    request.set_app_key(app.app_key.value);
    if (auto armed = done(call(*stub_, &Stub::ArmFault, request, peer_, "ArmFault")); !armed) return armed;
  }
  return Done{};
}

Result<Done> BenchServer::act(const Restart& restart) {
  v1::RestartServerRequest request;
  request.set_app_key(apps_[restart.app].app_key.value);
  request.set_down_for_us(restart.down / std::chrono::microseconds(1));
  request.set_keep_memory(true);
  return done(call(*stub_, &Stub::RestartServer, request, peer_, "RestartServer"));
}

Result<Done> BenchServer::act(const ExpireTokens&) {
  v1::AdvanceClockRequest request;
  request.set_by_ms(std::chrono::milliseconds(kTokenLifetime + kBeyond).count());
  for (const App& app : apps_) {
    request.set_app_key(app.app_key.value);
    if (auto moved = done(call(*stub_, &Stub::AdvanceClock, request, peer_, "AdvanceClock")); !moved) return moved;
  }
  return Done{};
}

Result<Done> BenchServer::calm() {
  v1::ClearFaultsRequest request;
  for (const App& app : apps_) {
    request.set_app_key(app.app_key.value);
    if (auto cleared = done(call(*stub_, &Stub::ClearFaults, request, peer_, "ClearFaults")); !cleared) return cleared;
  }
  return Done{};
}

Result<BenchServer::Usage> BenchServer::usage() {
  const auto now = call(*stub_, &Stub::GetUsage, v1::GetUsageRequest(), peer_, "GetUsage");
  if (!now) return now.error();
  Usage usage{.cpu = Duration(now->user_cpu_ns() + now->system_cpu_ns()),
              .memory = now->resident_bytes(),
              .sessions = now->connections_open(),
              .loops = static_cast<std::uint32_t>(now->loops_size())};
  v1::AppRequest request;
  for (const App& app : apps_) {
    request.set_app_key(app.app_key.value);
    const auto stats = call(*stub_, &Stub::GetStats, request, peer_, "GetStats");
    if (!stats) return stats.error();
    usage.logins += stats->logins_accepted();
  }
  return usage;
}

}  // namespace redial::load
