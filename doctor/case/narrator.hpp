// Turns what an artefact or a probe shows, HTTP exchanges, sockets and protocol messages, into the events of a Case. The names of
// events and of their fields are those of a run's own trace, so that rules, ladder and writers read both alike
// (docs/decisions/0011-incidents-as-traces.md). Readers of artefacts know formats; only this knows the protocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ids.hpp"
#include "core/trace/trace.hpp"
#include "core/wire/message_fields.hpp"
#include "doctor/case/case.hpp"
#include "doctor/case/failure.hpp"
#include "doctor/case/secrets.hpp"

namespace redial::doctor {

// Times are wall time as a TimePoint, in nanoseconds since the Unix epoch, wherever the record has wall time.
struct HttpExchange {
  TimePoint asked{};
  std::string method, url;
  std::vector<std::pair<std::string, std::string>> headers;  // of the request; case of names does not count
  std::string body;                                          // of the request
  // One of: an answer, a failure, or neither where the record ends ahead of both.
  struct Answer {
    TimePoint at{};
    std::int32_t status = 0;
    std::string body;  // decoded; empty where the record lacks it
    bool body_known = true;
  };
  std::optional<Answer> answer;
  struct Trouble {
    TimePoint at{};
    Failure how = Failure::unknown;
    std::string detail;
  };
  std::optional<Trouble> trouble;
};

// A connection to a chat server. What the URL of a WebSocket says, it says for `token` and the rest; CONNECT says it in the
// native dialect, and does when it passes.
struct Dial {
  TimePoint at{};
  wire::Dialect dialect = wire::Dialect::web;
  std::string url;     // "wss://host:port/websocket?…"; of the native dialect "tcp://host:port" or "tls://host:port"
  std::string client;  // where the record tells clients apart by itself; empty: by device
};

class Narrator {
 public:
  Secrets& secrets() { return secrets_; }

  // An event of the app, of the client's log, or of a server that tells its verdicts. Its texts are redacted.
  void tell(trace::Event event);

  // A question to a navigator, an answer that carries a token (of the app's server, or of the Server API), or something else, of
  // which nothing is told.
  void tell(const HttpExchange& exchange);

  // Has anybody got a token, of what was told so far?
  bool has_issue() const { return has_issue_; }

  // Starts an epoch, which names the connection from then on. Epochs not given by dial are ignored below.
  Epoch dial(const Dial& dial);
  void opened(Epoch connection, TimePoint at);
  // Not opened: `status` is an HTTP status that answered the upgrade, where there was one.
  void failed(Epoch connection, TimePoint at, Failure how, std::string detail, std::optional<std::int32_t> status = {});
  // One message of the protocol, its framing removed (envelope.hpp); CONNECT too. Bytes that are none are told as that.
  void message(Epoch connection, TimePoint at, wire::Sender sender, std::span<const std::uint8_t> bytes);
  // `code`: of the WebSocket's close frame. `detail`: who ended it and how, "by the server, reset".
  void closed(Epoch connection, TimePoint at, std::optional<std::int32_t> code, std::string detail);

  void gap(std::string where, std::string what);

  // Completes the case that a reader has begun (origin, source, sight, profile): trace in time order, clients told apart by
  // device and token, tokens, AppKeys, gaps, and once more everything redacted by what became known late.
  Case finish(Case begun);

 private:
  struct Connection {
    wire::Format format;
    std::string app_key, token, user, device, client;
    std::vector<std::size_t> events;  // of trace_, to be given their token and client
  };

  void tell_navigation(const HttpExchange& exchange, std::string_view query);
  void tell_issue(const HttpExchange& exchange, std::string_view path);
  void learn(Connection& connection, const std::string& app_key, const std::string& token);
  void learn_from_url(Connection& connection, std::string_view url);
  bool learn_from_connect(Connection& connection, std::span<const std::uint8_t> bytes);
  void tell_server_message(Connection& connection, trace::Event event, std::span<const std::uint8_t> bytes);
  void tell_client_message(Connection& connection, trace::Event event, std::span<const std::uint8_t> bytes);
  Connection* find(Epoch connection);
  void append(trace::Event event, Connection* connection = nullptr);
  void name_clients();

  Secrets secrets_;
  std::vector<trace::Event> trace_;
  std::uint64_t dropped_ = 0;            // events beyond trace::kMaxEvents
  std::vector<Connection> connections_;  // by epoch, from 1
  std::vector<Gap> gaps_;
  std::string sdk_;
  bool has_issue_ = false;
};

}  // namespace redial::doctor
