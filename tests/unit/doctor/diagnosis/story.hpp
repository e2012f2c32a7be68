// Incidents written down as their records would show them: sentences become events of a Case.
#pragma once

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "doctor/case/narrator.hpp"
#include "doctor/diagnosis/diagnose.hpp"
#include "payload/form.hpp"

namespace redial::doctor {

inline constexpr const char* kKey = "8luwapkv84g0l";
inline constexpr const char* kOtherKey = "pvxdm17jpw7ar";
inline constexpr const char* kToken = "q3Zt7+Yw/2bA91kLmn0PQw==@";
inline constexpr const char* kBobs = "Zm9vYmFyMTIz/DU2Nzg5MA==@";
inline constexpr const char* kYounger = "YW5vdGhlcm9uZTEyMzQ1Njc4@";

// Times are seconds from the story's begin.
class Story {
 public:
  explicit Story(Sight sight = {.wire = true}) { begun_.sight = sight; }

  static TimePoint at(double seconds) {
    return TimePoint(std::chrono::hours(24 * 365 * 50) + std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000)));
  }

  // A login up to CONNACK with this status; status 0 names the user.
  Story& login(double when, const std::string& token, int status, const std::string& user = "alice",
               const std::string& key = kKey) {
    const Epoch epoch = dial(when, token, key);
    narrator_.opened(epoch, at(when + 0.1));
    std::vector<std::uint8_t> connack{0x20, 0, static_cast<std::uint8_t>(status)};
    if (status == 0) {
      connack.insert(connack.end(), {0, static_cast<std::uint8_t>(user.size())});
      connack.insert(connack.end(), user.begin(), user.end());
      connack.insert(connack.end(), {0, 1, 's', 0, 0, 0, 0, 0, 0, 0, 1});
    }
    narrator_.message(epoch, at(when + 0.2), wire::Sender::server, connack);
    if (status != 0) narrator_.closed(epoch, at(when + 0.3), 1000, "by the client");
    last_ = epoch;
    return *this;
  }
  Story& disconnected(double when, int status) {
    const std::vector<std::uint8_t> bytes{0xe0, 0, static_cast<std::uint8_t>(status)};
    narrator_.message(last_, at(when), wire::Sender::server, bytes);
    narrator_.closed(last_, at(when), 1000, "by the server");
    return *this;
  }
  Story& closed(double when, int code, const std::string& how) {
    narrator_.closed(last_, at(when), code, how);
    return *this;
  }
  Story& dials(double when, const std::string& token = kToken) {
    last_ = dial(when, token, kKey);
    return *this;
  }
  Story& opened(double when) {
    narrator_.opened(last_, at(when));
    return *this;
  }
  Story& fails(double when, Failure how, std::optional<std::int32_t> status = {}) {
    narrator_.failed(last_, at(when), how, "", status);
    return *this;
  }
  // The app server's answer.
  Story& issues(double when, const std::string& token, const std::string& more = "") {
    HttpExchange exchange{.asked = at(when), .method = "GET", .url = "https://shop.example.com/login"};
    exchange.answer = HttpExchange::Answer{.at = at(when), .status = 200, .body = "{\"token\":\"" + token + "\"" + more + "}"};
    narrator_.tell(exchange);
    return *this;
  }
  Story& asks(double when, const std::string& token, int status, const std::string& body = "") {
    HttpExchange exchange = question(when, token);
    exchange.answer = HttpExchange::Answer{.at = at(when + 0.1), .status = status, .body = body};
    narrator_.tell(exchange);
    return *this;
  }
  Story& asks_in_vain(double when, Failure how, double within = 0.1) {
    HttpExchange exchange = question(when, kToken);
    exchange.trouble = HttpExchange::Trouble{at(when + within), how, ""};
    narrator_.tell(exchange);
    return *this;
  }
  Story& asks_unanswered(double when) {
    narrator_.tell(question(when, kToken));
    return *this;
  }
  Story& calls(double when, const std::string& token = "token-1") {
    trace::Event event = app(trace::EventKind::call, when);
    event.name = "connect";
    event.call = CallId(++calls_);
    event.token = token;
    narrator_.tell(event);
    return *this;
  }
  Story& result(double when, int code) {
    trace::Event event = app(trace::EventKind::result, when);
    event.name = "connect";
    event.call = CallId(calls_);
    event.code = code;
    narrator_.tell(event);
    return *this;
  }
  Story& status(double when, trace::ConnectionStatus status, std::optional<int> code = {}) {
    trace::Event event = app(trace::EventKind::status, when);
    event.status = status;
    event.code = code;
    narrator_.tell(event);
    return *this;
  }
  Story& gap() {
    narrator_.gap("line 7", "no JSON");
    return *this;
  }

  Case finish() { return narrator_.finish(begun_); }
  Diagnosis diagnosed(const Knowledge& knowledge = {}) { return diagnose(finish(), knowledge); }

 private:
  Epoch dial(double when, const std::string& token, const std::string& key) {
    return narrator_.dial({.at = at(when), .url = "wss://im.example.com/websocket?" + query(token, key)});
  }
  static std::string query(const std::string& token, const std::string& key) {
    return payload::to_form({{"appId", key}, {"token", token}, {"sdkVer", "5.38.0"}, {"deviceId", "D1"}, {"protocolVer", "3"}});
  }
  static HttpExchange question(double when, const std::string& token) {
    HttpExchange exchange{.asked = at(when), .method = "POST", .url = "https://nav.example.com/v2/navi.json?cloud=0"};
    exchange.headers = {{"RC-Appkey", kKey}};
    exchange.body = payload::to_form({{"token", token}, {"v", "5.38.0"}});
    return exchange;
  }
  static trace::Event app(trace::EventKind kind, double when) {
    trace::Event event;
    event.at = at(when);
    event.kind = kind;
    event.lane = trace::Lane::app;
    event.client = "client-1";
    return event;
  }

  Case begun_;
  Narrator narrator_;
  Epoch last_;
  std::uint32_t calls_ = 0;
};

inline std::set<std::string> open_causes(const Diagnosis& diagnosis) {
  std::set<std::string> open;
  for (const Candidate& candidate : diagnosis.candidates)
    if (!candidate.ruled_out) open.emplace(describe(candidate.cause).name);
  return open;
}

// "found token-expired", or what is left: "token-expired token-revoked".
inline std::string answer(const Diagnosis& diagnosis) {
  std::string text = diagnosis.answer == Diagnosis::Answer::found           ? "found"
                     : diagnosis.answer == Diagnosis::Answer::nothing_wrong ? "nothing wrong:"
                     : diagnosis.answer == Diagnosis::Answer::nothing_seen  ? "nothing seen"
                                                                            : "cannot tell:";
  for (const std::string& cause : open_causes(diagnosis)) text += " " + cause;
  return text;
}

}  // namespace redial::doctor
