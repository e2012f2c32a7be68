// The reference client against the mock server under each fault of the table: it may fail, but once the fault is gone its app
// can send a message again.
#include <algorithm>

#include "agent/clients/reference/live/reference_factory.hpp"
#include "core/fault/validate.hpp"
#include "tests/loopback/mock_server_fixture.hpp"

namespace redial::fault {

void PrintTo(const FaultKindInfo& info, std::ostream* out) { *out << info.name; }

}  // namespace redial::fault

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::FaultKind;
using fault::FaultKindInfo;
using fault::FaultSpec;
using fault::StatusRange;
using trace::ConnectionStatus;
using trace::EventKind;

std::int32_t any_status(StatusRange range) {
  switch (range) {
    case StatusRange::http:
      return 503;
    case StatusRange::close:
      return 1013;
    default:
      return 3;
  }
}

std::uint32_t any_size(FaultKind kind) {
  if (kind == FaultKind::oversized_frame) return fault::kMinOversizedFrame;
  if (kind == FaultKind::navigation_oversized) return net::kMaxHttpBodyBytes + 1;
  if (kind == FaultKind::throttle) return 5000;
  if (kind == FaultKind::slice || kind == FaultKind::fragments) return 1;
  return 200;  // in the middle of the handshake
}

FaultSpec any_fault(const FaultKindInfo& info) {
  FaultSpec spec{.kind = info.kind};
  if (info.takes_by) spec.by = 20ms;
  if (info.status != StatusRange::none) spec.status = any_status(info.status);
  if (info.takes_bytes) spec.bytes = any_size(info.kind);
  if (info.takes_plane) spec.plane = fault::Plane::all;
  return spec;
}

class ReferenceClientUnderFault : public testing::MockServerFixture, public ::testing::WithParamInterface<FaultKindInfo> {
 protected:
  void SetUp() override {
    const bool over_tls = GetParam().family == fault::Family::tls;
    const control::CreateClient create{
        "alice", app.app_key, {over_tls ? app.navigation_tls_url : app.navigation_url}, server->ca_file()};
    client = factory->create(create, [this](trace::Event event) { told.put(std::move(event)); }).value();
    client->perform(control::RegisterListeners{}).value();
  }
  void TearDown() override { client.reset(); }

  void connect() {
    control::Connect connect;
    connect.call = CallId(++last_call);
    connect.token = Token(token("alice"));
    client->perform(connect).value();
  }
  void send() { client->perform(control::SendText{sending = CallId(++last_call), UserId("bob"), "hello"}).value(); }

  // What makes the kinds fire that need more than a login. Pings are too rare to wait for.
  void provoke() {
    const std::string_view name = GetParam().name;
    if (name.starts_with("puback-")) {
      await_connected();
      send();
    }
    if (name.starts_with("push-")) {
      await_connected();
      for (const char* text : {"one", "two"}) perform(control::DeliverMessage{UserId("bob"), UserId("alice"), text});
    }
    if (!name.starts_with("ping-")) await(EventKind::fault_fired);
  }
  void await_connected() {
    while (told.take().status != ConnectionStatus::connected && !HasFailure()) {
    }
  }

  // The app: connects again where the client has given up, and sends when it is connected. True once a message was accepted.
  bool served_by(const trace::Event& event) {
    if (event.kind == EventKind::result) {
      if (event.call == sending && event.code == 0) return true;
      if (event.call != sending && event.code != 0) connect();
    }
    if (event.kind == EventKind::status && event.status == ConnectionStatus::connected) send();
    if (event.kind == EventKind::status && event.status >= ConnectionStatus::disconnected) connect();
    return false;
  }

  std::unique_ptr<agent::ClientFactory> factory = std::move(agent::reference::make_reference_factory({"uniapp", {}}).value());
  testing::Inbox<trace::Event> told;
  std::unique_ptr<agent::ClientPort> client;
  std::uint32_t last_call = 0;
  CallId sending{};
};

TEST_P(ReferenceClientUnderFault, ComesBackWhenItIsOver) {
  arm(any_fault(GetParam()));
  connect();
  provoke();
  perform(control::ClearFaults{});
  // What hangs is shaken loose: chat connections by a reset, those of navigation because nobody listens for a moment.
  arm({.kind = FaultKind::reset, .moment = fault::Moment::now});
  arm({.kind = FaultKind::refuse, .plane = fault::Plane::navigation, .lasts = 1ms});
  // An answer is cached by token, and only a redirect sets it aside: here the app has to start again, with another token.
  if (GetParam().kind == FaultKind::navigation_dead_address) client->perform(control::Disconnect{CallId(++last_call)}).value();
  while (!HasFailure() && !served_by(told.take())) {
  }
}

std::string name_of_test(const ::testing::TestParamInfo<FaultKindInfo>& one) {
  std::string name(one.param.name);
  std::ranges::replace(name, '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(, ReferenceClientUnderFault, ::testing::ValuesIn(fault::all_fault_kinds()), name_of_test);

}  // namespace
}  // namespace redial::mock_server
