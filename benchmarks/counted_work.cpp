// One function for each, and their table.
#include "benchmarks/counted_work.hpp"

#include <memory>

#include "benchmarks/work/answered_client.hpp"
#include "benchmarks/work/messages.hpp"
#include "benchmarks/work/plays.hpp"
#include "benchmarks/work/require.hpp"
#include "benchmarks/work/tokens.hpp"
#include "benchmarks/work/visits.hpp"
#include "core/trace/trace.hpp"
#include "core/trace/trace_hash.hpp"
#include "core/wire/websocket_codec.hpp"
#include "tests/unit/mock_server/fake_digests.hpp"

namespace redial::work {
namespace {

constexpr std::size_t kPayloadBytes = 100;
constexpr std::size_t kEvents = 256;  // of a trace that is written event by event

// ---- the mock server, without sockets ----

Prepared visit(Audience audience) {
  auto visits = std::make_shared<Visits>(mock_server::fake_digests(), audience);
  return {[visits] { visits->visit(); }};
}
Prepared login() { return visit(Audience::nobody); }
Prepared login_observed() { return visit(Audience::observer); }

Prepared ping_answered() {
  auto visits = std::make_shared<Visits>(mock_server::fake_digests(), Audience::nobody);
  return {[visits] { visits->ping(); }};
}

Prepared token_sealed() {
  auto tokens = std::make_shared<Tokens>(mock_server::fake_digests());
  return {[tokens] { require(!tokens->seal().value.empty(), "there is a token"); }};
}

Prepared token_checked() {
  auto tokens = std::make_shared<Tokens>(mock_server::fake_digests());
  return {[tokens] { tokens->check(); }};
}

// ---- the wire ----

Prepared message_written() {
  return {[message = publish_of(kPayloadBytes)] {
    require(!wire::encode(message, wire::ConnAckLayout::v3).empty(), "the message has bytes");
  }};
}

Prepared message_read() {
  return {[bytes = wire::encode(publish_of(kPayloadBytes), wire::ConnAckLayout::v3)] {
    require(wire::decode_server_message(bytes, wire::ConnAckLayout::v3).ok(), "the message can be read");
  }};
}

Prepared frame_written() {
  return {[payload = wire::Bytes(kPayloadBytes)] {
    require(wire::encode_frame({.mask = kMask}, payload).size() > kPayloadBytes, "the frame has a header");
  }};
}

Prepared frame_read() {
  auto reader = std::make_shared<wire::WebSocketReader>(wire::WebSocketReader::Role::server);
  return {[reader, frame = wire::encode_frame({.mask = kMask}, wire::Bytes(kPayloadBytes))] {
    require(reader->read(frame).size() == 1, "the frame is a message");
  }};
}

// ---- the trace, and what is said of it ----

Prepared event_appended() {
  return {[event = received_ping()] {
            trace::Trace trace;
            for (std::size_t i = 0; i < kEvents; ++i) trace.append(event);
            require(trace.in_arrival_order().size() == kEvents, "every event is kept");
          },
          kEvents};
}

Prepared event_judged() {
  auto played = std::make_shared<const Played>(play_outages());
  return {[played] { judge(*played); }, played->result.trace.size()};
}

Prepared event_hashed() {
  auto played = std::make_shared<const Played>(play_outages());
  return {[played] { require(!trace::trace_hash(played->result.trace, {}).empty(), "there is a hash"); },
          played->result.trace.size()};
}

Prepared scenario_parsed() {
  return {[] { (void)parse_outages(); }, kOutagesScenarios};
}

// ---- the client's machine ----

Prepared client_login() {
  return {[] { AnsweredClient().log_in(); }};
}

std::shared_ptr<AnsweredClient> online_client() {
  auto client = std::make_shared<AnsweredClient>();
  client->log_in();
  return client;
}

Prepared client_reconnect() {
  return {[client = online_client()] { client->reconnect(); }};
}

Prepared client_ping() {
  return {[client = online_client()] { client->ping(); }};
}

constexpr CountedWork kWork[] = {
    {"login", 512, login},
    {"login_observed", 512, login_observed},
    {"ping_answered", 1024, ping_answered},
    {"token_sealed", 1024, token_sealed},
    {"token_checked", 1024, token_checked},
    {"message_written", 4096, message_written},
    {"message_read", 4096, message_read},
    {"frame_written", 4096, frame_written},
    {"frame_read", 4096, frame_read},
    {"event_appended", 16, event_appended},
    {"event_judged", 4, event_judged},
    {"event_hashed", 16, event_hashed},
    {"scenario_parsed", 4, scenario_parsed},
    {"client_login", 512, client_login},
    {"client_reconnect", 1024, client_reconnect},
    {"client_ping", 1024, client_ping},
};

}  // namespace

std::span<const CountedWork> counted_work() { return kWork; }

}  // namespace redial::work
