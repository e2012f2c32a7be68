// The control service over gRPC on loopback: apps, tokens, faults, and the stream of observations.
#include "mock_server/control/control_service.hpp"

#include <grpcpp/grpcpp.h>

#include "mock_server/control/command_conversion.hpp"
#include "mock_server/control/standing_server.hpp"
#include "net/clock.hpp"
#include "redial/v1/mock_server.grpc.pb.h"
#include "tests/loopback/mock_server_fixture.hpp"

namespace redial::mock_server {
namespace {

namespace v1 = redial::v1;
using Stub = v1::MockServer::Stub;

class ControlServiceTest : public testing::MockServerFixture {
 protected:
  // Makes the call and gives back its status.
  template <class Request, class Response>
  grpc::Status call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request,
                    Response& response) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::time_point::max());
    return ((*stub).*method)(&context, request, &response);
  }
  template <class Request>
  grpc::StatusCode code(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::Empty*), const Request& request) {
    v1::Empty nothing;
    return call(method, request, nothing).error_code();
  }
  v1::App create_app() {
    v1::App created;
    EXPECT_TRUE(call(&Stub::CreateApp, v1::CreateAppRequest(), created).ok());
    return created;
  }
  static v1::AppRequest named(const std::string& app_key) {
    v1::AppRequest request;
    request.set_app_key(app_key);
    return request;
  }

  static v1::ObserveRequest events_of(const std::string& app_key) {
    v1::ObserveRequest request;
    request.set_app_key(app_key);
    return request;
  }

  std::unique_ptr<ControlService> service = std::move(ControlService::start("127.0.0.1:0", *server, "1.2.3").value());
  std::unique_ptr<Stub> stub =
      v1::MockServer::NewStub(grpc::CreateChannel(service->address(), grpc::InsecureChannelCredentials()));
};

TEST_F(ControlServiceTest, ServerInfoTellsVersionCaAndServerApi) {
  v1::ServerInfo info;
  ASSERT_TRUE(call(&Stub::GetServerInfo, v1::GetServerInfoRequest(), info).ok());
  EXPECT_EQ(info.version(), "1.2.3");
  EXPECT_EQ(info.ca_file(), server->ca_file());
  EXPECT_EQ(info.server_api_url(), server->server_api_url());
  EXPECT_TRUE(info.clock_id().ends_with(" monotonic"));
}

TEST_F(ControlServiceTest, CreatedAppHasItsOwnAddresses) {
  const v1::App created = create_app();
  EXPECT_FALSE(created.app_key().empty());
  EXPECT_NE(created.chat_address(), app.chat_address);
}

TEST_F(ControlServiceTest, IssuedTokenLogsIn) {
  v1::IssueTokenRequest request;
  request.set_app_key(app.app_key.value);
  request.set_user("u1");
  v1::IssueTokenResponse response;
  ASSERT_TRUE(call(&Stub::IssueToken, request, response).ok());
  auto client = dial(chat_url(response.token()));
  EXPECT_EQ(status_of_login(*client), 0);
}

TEST_F(ControlServiceTest, TokensOfManyUsersComeInTheOrderOfTheirNumbers) {
  v1::IssueTokensRequest request;
  request.set_app_key(app.app_key.value);
  request.set_user_prefix("load-");
  request.set_first(7);
  request.set_count(3);
  v1::IssueTokensResponse response;
  ASSERT_TRUE(call(&Stub::IssueTokens, request, response).ok());
  ASSERT_EQ(response.tokens_size(), 3);
  auto client = dial(chat_url(response.tokens(2)));
  EXPECT_EQ(status_of_login(*client), 0);
  EXPECT_EQ(await(trace::EventKind::server_login).user, "load-9");
}

TEST_F(ControlServiceTest, NoTokensAndMoreThanOneCallGivesAreInvalidArguments) {
  v1::IssueTokensRequest request;
  request.set_app_key(app.app_key.value);
  request.set_user_prefix("load-");
  v1::IssueTokensResponse response;
  EXPECT_EQ(call(&Stub::IssueTokens, request, response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  request.set_count(kMaxTokensPerCall + 1);
  EXPECT_EQ(call(&Stub::IssueTokens, request, response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  request.set_count(kMaxTokensPerCall);
  EXPECT_TRUE(call(&Stub::IssueTokens, request, response).ok());
  EXPECT_EQ(response.tokens_size(), static_cast<int>(kMaxTokensPerCall));
}

TEST_F(ControlServiceTest, TokensOfUsersThatCannotBeAreRefused) {
  v1::IssueTokensRequest request;
  request.set_app_key(app.app_key.value);
  request.set_user_prefix(std::string(100, 'u'));
  request.set_count(1);
  v1::IssueTokensResponse response;
  EXPECT_EQ(call(&Stub::IssueTokens, request, response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  request.set_app_key("nobody");
  EXPECT_EQ(call(&Stub::IssueTokens, request, response).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ControlServiceTest, UsageTellsCpuTimeMemoryAndOpenConnections) {
  const auto client = login("u1");
  v1::Usage usage;
  ASSERT_TRUE(call(&Stub::GetUsage, v1::GetUsageRequest(), usage).ok());
  EXPECT_EQ(usage.connections_open(), 1u);
  EXPECT_GT(usage.user_cpu_ns() + usage.system_cpu_ns(), 0);
  EXPECT_GT(usage.resident_bytes(), 1u << 20);
  ASSERT_EQ(usage.loops_size(), 1);
  EXPECT_EQ(usage.loops(0).connections_open(), 1u);
  EXPECT_GE(usage.user_cpu_ns() + usage.system_cpu_ns(), usage.loops(0).user_cpu_ns() + usage.loops(0).system_cpu_ns());
  EXPECT_GE(usage.loops(0).lag_ns(), 0);
}

TEST_F(ControlServiceTest, TakenAppKeyAlreadyExists) {
  v1::CreateAppRequest request;
  request.set_app_key(app.app_key.value);
  v1::App created;
  EXPECT_EQ(call(&Stub::CreateApp, request, created).error_code(), grpc::StatusCode::ALREADY_EXISTS);
}

TEST_F(ControlServiceTest, WrongAppKeyIsAnInvalidArgument) {
  v1::CreateAppRequest request;
  request.set_app_key(std::string(1000, 'k'));
  v1::App created;
  EXPECT_EQ(call(&Stub::CreateApp, request, created).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(ControlServiceTest, TakenPortIsResourceExhausted) {
  v1::CreateAppRequest request;
  request.set_chat_port(static_cast<std::uint32_t>(std::stoi(app.chat_address.substr(app.chat_address.find(':') + 1))));
  v1::App created;
  EXPECT_EQ(call(&Stub::CreateApp, request, created).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(ControlServiceTest, UnknownAppIsNotFound) {
  v1::Stats stats;
  EXPECT_EQ(call(&Stub::GetStats, named("nobody"), stats).error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(code(&Stub::RotateSecret, named("nobody")), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(code(&Stub::DeleteApp, named("nobody")), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ControlServiceTest, FaultWithAParameterItDoesNotTakeIsAnInvalidArgument) {
  v1::ArmFaultRequest request;
  request.set_app_key(app.app_key.value);
  request.set_kind("reset");
  request.set_status(3);
  EXPECT_EQ(code(&Stub::ArmFault, request), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(ControlServiceTest, ArmedFaultStrikes) {
  auto client = login("u1");
  v1::ArmFaultRequest request;
  request.set_app_key(app.app_key.value);
  request.set_kind("reset");
  request.set_moment("now");
  EXPECT_EQ(code(&Stub::ArmFault, request), grpc::StatusCode::OK);
  EXPECT_EQ(client->closed(), "1006 reset by peer");
}

TEST_F(ControlServiceTest, EveryCommandOfTheProtoReachesTheServer) {
  v1::UserRequest user;
  user.set_app_key(app.app_key.value);
  user.set_user("u1");
  v1::AdvanceClockRequest clock;
  clock.set_app_key(app.app_key.value);
  clock.set_by_ms(1000);
  v1::BlockUserRequest block;
  block.set_app_key(app.app_key.value);
  block.set_user("u1");
  block.set_duration_ms(60'000);
  token("u1");
  await(trace::EventKind::server_command);
  v1::ExpireTokenRequest expire;
  expire.set_app_key(app.app_key.value);
  expire.set_issued_unix_ms(server->app_state(app.app_key)->tokens.at(0).issued.count());
  v1::ClearFaultsRequest clear;
  clear.set_app_key(app.app_key.value);
  v1::DisconnectUserRequest disconnect;
  disconnect.set_app_key(app.app_key.value);
  disconnect.set_user("u1");
  disconnect.set_status(2);
  v1::RestartServerRequest restart;
  restart.set_app_key(app.app_key.value);
  restart.set_keep_memory(true);
  v1::DeliverMessageRequest deliver;
  deliver.set_app_key(app.app_key.value);
  deliver.set_from("u2");
  deliver.set_to("u1");
  deliver.set_text("hello");

  const auto is_observed_as = [this](const char* name, grpc::StatusCode outcome) {
    EXPECT_EQ(outcome, grpc::StatusCode::OK) << name;
    EXPECT_EQ(await(trace::EventKind::server_command).name, name);
  };
  is_observed_as("expire-tokens", code(&Stub::ExpireTokens, user));
  is_observed_as("rotate-secret", code(&Stub::RotateSecret, named(app.app_key.value)));
  is_observed_as("advance-clock", code(&Stub::AdvanceClock, clock));
  is_observed_as("block-user", code(&Stub::BlockUser, block));
  is_observed_as("unblock-user", code(&Stub::UnblockUser, user));
  is_observed_as("deactivate-user", code(&Stub::DeactivateUser, user));
  is_observed_as("reactivate-user", code(&Stub::ReactivateUser, user));
  is_observed_as("expire-token", code(&Stub::ExpireToken, expire));
  is_observed_as("clear-faults", code(&Stub::ClearFaults, clear));
  is_observed_as("disconnect-user", code(&Stub::DisconnectUser, disconnect));
  is_observed_as("deliver-message", code(&Stub::DeliverMessage, deliver));
  is_observed_as("restart-server", code(&Stub::RestartServer, restart));
  is_observed_as("delete-app", code(&Stub::DeleteApp, named(app.app_key.value)));
}

TEST_F(ControlServiceTest, OneConnectionIsDropped) {
  auto one = login("u1"), two = login("u2");
  v1::DropConnectionRequest drop;
  drop.set_app_key(app.app_key.value);
  drop.set_connection(1);
  drop.set_how("sneeze");
  EXPECT_EQ(code(&Stub::DropConnection, drop), grpc::StatusCode::INVALID_ARGUMENT);
  drop.set_how("");
  EXPECT_EQ(code(&Stub::DropConnection, drop), grpc::StatusCode::OK);
  EXPECT_EQ(one->closed(), "1006 reset by peer");
  EXPECT_EQ(await(trace::EventKind::server_closed).epoch.value, 1u);
}

TEST_F(ControlServiceTest, AppsAndTheirStateAreLookedUp) {
  const v1::App created = create_app();
  v1::ListAppsResponse apps;
  ASSERT_TRUE(call(&Stub::ListApps, v1::ListAppsRequest(), apps).ok());
  ASSERT_EQ(apps.apps_size(), 2);
  EXPECT_EQ(apps.apps(1).app().app_key(), created.app_key());
  login("u1");
  v1::AppState state;
  ASSERT_TRUE(call(&Stub::GetAppState, named(app.app_key.value), state).ok());
  EXPECT_EQ(state.entry().app().secret(), app.secret);
  EXPECT_EQ(state.users(0).user(), "u1");
  EXPECT_EQ(state.tokens(0).verdict(), "valid");
  EXPECT_EQ(state.connections(0).connection(), 1u);
  EXPECT_EQ(call(&Stub::GetAppState, named("nobody"), state).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ControlServiceTest, KindsOfFaultsAndFramesAreExplained) {
  v1::ListFaultKindsResponse kinds;
  ASSERT_TRUE(call(&Stub::ListFaultKinds, v1::ListFaultKindsRequest(), kinds).ok());
  EXPECT_GT(kinds.kinds_size(), 0);
  v1::ReadFrameRequest frame;
  v1::ReadFrameResponse fields;
  EXPECT_EQ(call(&Stub::ReadFrame, frame, fields).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  frame.mutable_frame()->set_format("web/3");
  frame.mutable_frame()->set_bytes("\xd0");
  ASSERT_TRUE(call(&Stub::ReadFrame, frame, fields).ok());
  EXPECT_EQ(fields.fields(0).value(), "PINGRESP");
}

TEST_F(ControlServiceTest, ObservationsAreStreamedUntilTheAppIsDeleted) {
  grpc::ClientContext context;
  auto stream = stub->Observe(&context, events_of(app.app_key.value));
  v1::EventBatch batch;
  ASSERT_TRUE(stream->Read(&batch));  // the opening: from here on nothing is missed
  login("u1");
  EXPECT_EQ(code(&Stub::DeleteApp, named(app.app_key.value)), grpc::StatusCode::OK);

  std::vector<std::string> kinds;
  while (stream->Read(&batch)) {
    for (const v1::Event& event : batch.events()) kinds.push_back(event.kind());
  }
  EXPECT_TRUE(stream->Finish().ok());
  const std::vector<std::string> expected{"server-command", "server-accepted", "server-upgraded", "server-login", "server-sent"};
  ASSERT_GE(kinds.size(), expected.size());
  kinds.resize(expected.size());
  EXPECT_EQ(kinds, expected);
}

TEST_F(ControlServiceTest, ObservingAnUnknownAppIsNotFound) {
  grpc::ClientContext context;
  auto stream = stub->Observe(&context, events_of("nobody"));
  v1::EventBatch batch;
  while (stream->Read(&batch)) {
  }
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ControlServiceTest, EndingTheServiceEndsItsStreams) {
  grpc::ClientContext context;
  auto stream = stub->Observe(&context, events_of(app.app_key.value));
  v1::EventBatch batch;
  ASSERT_TRUE(stream->Read(&batch));
  service.reset();
  EXPECT_FALSE(stream->Read(&batch));
  EXPECT_FALSE(stream->Finish().ok());
}

TEST_F(ControlServiceTest, TakenAddressIsAnError) {
  const auto other = ControlService::start(service->address(), *server, "");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().what, "cannot listen");
}

TEST(StandingServer, GreetingShowsWhatItMadeAndRedactsWhatItWasGiven) {
  StandingOptions options;
  options.app.app_key = AppKey("given-key");
  const auto standing = StandingServer::start(options, "1.2.3");
  ASSERT_TRUE(standing);
  const std::string greeting = standing->greeting();
  EXPECT_EQ(greeting.find("given-key"), std::string::npos);
  EXPECT_NE(greeting.find("app-key        <redacted>\n"), std::string::npos);
  EXPECT_EQ(greeting.find("secret         <redacted>\n"), std::string::npos);
  EXPECT_NE(greeting.find("navigation     http://127.0.0.1:"), std::string::npos);
}

TEST_F(ControlServiceTest, TheMachinesClockIsNotSet) {
  v1::Rest rest;
  EXPECT_EQ(code(&Stub::SetClock, v1::SetServerClockRequest()), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(call(&Stub::Settle, named(create_app().app_key()), rest).error_code(), grpc::StatusCode::FAILED_PRECONDITION);
}

// The same with a server that lives by a clock of a run's.
class CompressedControlServiceTest : public ControlServiceTest {
 protected:
  CompressedControlServiceTest() {
    Options options;
    options.clock = clock;
    held = std::move(MockServer::start(options).value());
    service = std::move(ControlService::start("127.0.0.1:0", *held, "1.2.3").value());
    stub = v1::MockServer::NewStub(grpc::CreateChannel(service->address(), grpc::InsecureChannelCredentials()));
  }
  ~CompressedControlServiceTest() override { service.reset(); }
  v1::Rest settle(const v1::App& of) {
    v1::Rest rest;
    EXPECT_TRUE(call(&Stub::Settle, named(of.app_key()), rest).ok());
    return rest;
  }
  grpc::StatusCode skip(Duration by) {
    clock.skipped += by;
    v1::SetServerClockRequest request;
    request.set_skipped_ns(clock.skipped.count());
    return code(&Stub::SetClock, request);
  }

  CompressedClock clock = CompressedClock::starting_at(net::now());
  std::unique_ptr<MockServer> held;
};

TEST_F(CompressedControlServiceTest, ARestartTakesTheTimeThatTheRunLetsPass) {
  const v1::App created = create_app();
  EXPECT_FALSE(settle(created).has_next_timer_ns());
  v1::RestartServerRequest restart;
  restart.set_app_key(created.app_key());
  restart.set_down_for_us(std::chrono::microseconds(std::chrono::minutes(5)).count());
  ASSERT_EQ(code(&Stub::RestartServer, restart), grpc::StatusCode::OK);
  EXPECT_TRUE(settle(created).has_next_timer_ns());
  ASSERT_EQ(skip(std::chrono::minutes(5)), grpc::StatusCode::OK);
  EXPECT_FALSE(settle(created).has_next_timer_ns());
}

TEST_F(CompressedControlServiceTest, AtRestItsActivityStaysTheSame) {
  const v1::App created = create_app();
  const auto before = settle(created).activity();
  EXPECT_EQ(settle(created).activity(), before);
}

TEST_F(CompressedControlServiceTest, SettlingCountsTheEventsThatWereStreamed) {
  const v1::App created = create_app();
  grpc::ClientContext context;
  const auto stream = stub->Observe(&context, events_of(created.app_key()));
  v1::EventBatch batch;
  ASSERT_TRUE(stream->Read(&batch));
  v1::AppRequest rotate = named(created.app_key());
  ASSERT_EQ(code(&Stub::RotateSecret, rotate), grpc::StatusCode::OK);
  const auto events = settle(created).events();
  ASSERT_GT(events, 0u);
  std::uint64_t read = 0;
  while (read < events && stream->Read(&batch)) read += static_cast<std::uint64_t>(batch.events_size());
  EXPECT_EQ(read, events);
  context.TryCancel();
}

TEST_F(CompressedControlServiceTest, AnUnknownAppCannotBeSettled) {
  v1::Rest rest;
  EXPECT_FALSE(call(&Stub::Settle, named("nobody"), rest).ok());
}

}  // namespace
}  // namespace redial::mock_server
