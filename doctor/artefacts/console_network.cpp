// See console_story.hpp. The network's side: navigation, sockets, the login, and what passes behind it.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "doctor/artefacts/console_story.hpp"
#include "doctor/artefacts/console_text.hpp"
#include "doctor/case/url_text.hpp"
#include "payload/form.hpp"

namespace redial::doctor {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using trace::EventKind;

constexpr std::size_t kMaxPending = 1000;
// The SDK gives a navigator 10 s; its own timer and the line behind it take a little of that off.
constexpr milliseconds kNavigationPatience(9'900);
// Ahead of this it does not give up a login by itself.
constexpr milliseconds kLoginPatience(4'500);
// Its codes begin here; below are those of navigation itself, which are HTTP's and the Server API's.
constexpr std::int64_t kFirstSdkCode = 30'000;
constexpr std::int32_t kTokenRefused = 31004, kLicenceExpired = 31030;
constexpr std::int32_t kLicenceStatus = 416;

// A topic's letters: what else stands there was not written by the SDK.
constexpr std::string_view kTopic = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
constexpr std::size_t kMaxTopic = 32;

std::string without_query(std::string_view url) { return std::string(split_url(url).without_query); }

// The navigator that is asked first, of those a line names. 5.7 asks by another path, and names its own hosts beside the app's.
std::string first_navigator(const json& said) {
  const bool is_old = said.contains("customUris");
  for (const char* name : {"uris", "dynamicUris", "customUris", "defaultUris"}) {
    const auto list = said.find(name);
    if (list == said.end() || !list->is_array() || list->empty() || !list->front().is_string()) continue;
    std::string url = without_query(list->front().get_ref<const std::string&>());
    if (url.ends_with('/')) url.pop_back();
    return url + (is_old ? "/navi.js" : "/v2/navi.json");
  }
  return {};
}

std::size_t count_addresses(const json& navigation) {
  const auto list = navigation.find("serverAddr");
  if (list != navigation.end() && list->is_array()) return list->size();
  return text_field(navigation, "server").empty() ? 0 : 1;
}

void explain(trace::Event& event, const BrowserError& error) {
  const bool is_answer = error.status && event.kind == EventKind::navigation_failed;
  if (is_answer) event.kind = EventKind::navigation_answered;
  event.name = to_name(error.how);
  event.code = error.status;
  event.detail = error.detail;
}

}  // namespace

// An event that the SDK's log gives no reason for: perhaps the browser's own line does, ahead of it or behind it.
void ConsoleStory::append_failure(trace::Event event, const std::string& url) {
  if (const auto reason = reasons_.find(url); reason != reasons_.end()) {
    explain(event, reason->second);
    reasons_.erase(reason);
  } else if (url.empty()) {
    unexplained_navigation_ = events_.size();
  } else {
    if (unexplained_.size() == kMaxPending) unexplained_.clear();
    unexplained_[url] = events_.size();
  }
  append(std::move(event));
}

void ConsoleStory::tell(const BrowserError& error, TimePoint at) {
  at_ = at;
  // A log of warnings has no dial and no question for this to be the end of.
  if (!shows_network_) return append_by_browser(error);
  if (const auto found = unexplained_.find(error.url); found != unexplained_.end()) {
    // One failure, two lines: that about CORS is followed by one that says "failed" and no more.
    if (found->second < events_.size()) explain(events_[found->second], error);
    unexplained_.erase(found);
    return;
  }
  if (reasons_.size() == kMaxPending) reasons_.clear();
  reasons_.try_emplace(error.url, error);
}

void ConsoleStory::append_by_browser(const BrowserError& error) {
  const bool is_navigation = error.url.ends_with("/navi.json") || error.url.ends_with("/navi.js");
  if (!is_navigation && !error.url.ends_with("/websocket")) return;
  if (!is_navigation) return append_unlogged_dial(error);
  if (unexplained_navigation_ < events_.size()) {  // the SDK's own line of it
    const std::size_t place = std::exchange(unexplained_navigation_, trace::kMaxEvents);
    explain(events_[place], error);
    if (place > 0 && events_[place - 1].kind == EventKind::navigation_requested) events_[place - 1].detail = error.url;
    return;
  }
  navigation_ = {.token = learn(error.query), .url = error.url, .is_told = true};
  append_question();
  trace::Event failed = event(EventKind::navigation_failed);
  failed.token = navigation_.token;
  explain(failed, error);
  navigation_.url.clear();
  append(std::move(failed));
}

// A question as the log should have told it: when it was asked is not known, but ahead of what came of it.
void ConsoleStory::append_question() {
  trace::Event asked = event(EventKind::navigation_requested);
  asked.token = navigation_.token;
  asked.detail = navigation_.url;
  append(std::move(asked));
}

// A dial of which nothing is in the log but how it failed.
void ConsoleStory::append_unlogged_dial(const BrowserError& error) {
  Socket socket{.epoch = Epoch(++last_epoch_), .token = learn(error.query), .url = error.url};
  trace::Event dial = socket_event_of(EventKind::dial, socket);
  dial.detail = error.url;
  append(std::move(dial));
  trace::Event failed = socket_event_of(EventKind::socket_failed, socket);
  explain(failed, error);
  append(std::move(failed));
}

// Token and AppKey of a URL's query; gives the token's label.
std::string ConsoleStory::learn(std::string_view query) {
  const auto form = payload::parse_form(query);
  if (!form) return {};
  if (const std::string* app = payload::find(*form, "appId")) learn_app_key(*app);
  const std::string* version = payload::find(*form, "sdkVer");
  if (version && sdk_.empty()) sdk_ = "rongcloud-web " + *version;
  const std::string* token = payload::find(*form, "token");
  return token ? present(*token) : std::string();
}

void ConsoleStory::navigation_begun(const ConsoleLine& line) {
  const auto said = json_of(line);
  navigation_ = {.trace = line.trace, .asked = at_};
  shows_network_ = true;
  if (!said) return;
  if (const std::string token = text_field(*said, "token"); !token.empty()) navigation_.token = present(token);
  if (shows_requests_) return;
  navigation_.url = first_navigator(*said);
  reasons_.erase(navigation_.url);
  append_question();
}

// A question to a navigator, an answer that was kept from before, or a request for something else.
void ConsoleStory::requested(const ConsoleLine& line) {
  constexpr std::string_view kQuestion = "req navi => ";
  if (!line.content.starts_with(kQuestion)) {
    const json said = json::parse(line.content, nullptr, false);
    const auto headers = said.is_object() ? said.find("headers") : said.end();
    if (headers != said.end() && headers->is_object()) learn_app_key(text_field(*headers, "RC-App-Key"));
    return;
  }
  const std::string_view url = std::string_view(line.content).substr(kQuestion.size());
  if (std::string label = learn(split_url(url).query); !label.empty()) navigation_.token = std::move(label);  // of 5.7
  navigation_.url = without_query(url);
  navigation_.asked = at_;
  navigation_.is_told = false;
  shows_network_ = true;
  reasons_.erase(navigation_.url);
  append_question();
}

// An answer, as the server's decision and as what reached the client. `how` is `unknown` for one that is of use.
void ConsoleStory::append_answer(EventKind kind, std::optional<std::int32_t> code, Failure how, std::string detail) {
  if (!shows_network_) append_question();
  trace::Event answer = event(kind);
  answer.token = navigation_.token;
  answer.code = code;
  navigation_.is_told = true;
  if (how != Failure::unknown || kind == EventKind::navigation_failed) answer.name = to_name(how);
  answer.detail = std::move(detail);
  if (code) {
    trace::Event decided = event(EventKind::server_navigation);
    decided.token = navigation_.token;
    decided.code = code;
    append(std::move(decided));
  }
  const std::string url = std::exchange(navigation_.url, {});
  if (code)
    append(std::move(answer));
  else
    append_failure(std::move(answer), url);
}

void ConsoleStory::request_failed(const ConsoleLine& line) {
  const auto status = number_behind(line.content, "request navi failed: ");
  if (!status) return;  // of another request
  if (*status > 0) return append_answer(EventKind::navigation_answered, status, Failure::http_status, {});
  const bool was_long = at_ - navigation_.asked >= kNavigationPatience;
  append_answer(EventKind::navigation_failed, {}, was_long ? Failure::silent : Failure::unknown,
                was_long ? "no answer within 10 s" : "the log does not say why");
}

// Where its beginning is not in the log, as in one of warnings, an answer may be told by the browser's line alone.
void ConsoleStory::find_navigation(const std::string& trace) {
  if (trace == navigation_.trace) return;
  const bool is_told = navigation_.trace.empty() && navigation_.is_told;
  navigation_ = {.trace = trace, .is_told = is_told};
}

void ConsoleStory::answer_unreadable(const ConsoleLine& line) {
  find_navigation(line.trace);
  append_answer(EventKind::navigation_answered, 200, Failure::unusable, "its body is no navigation answer");
}

void ConsoleStory::navigation_ended(const ConsoleLine& line) {
  find_navigation(line.trace);
  std::int64_t code = 0;
  const char* end = line.content.data() + line.content.size();
  if (const auto [rest, error] = std::from_chars(line.content.data(), end, code); error == std::errc() && rest == end)
    return navigation_ended_with(code);
  if (line.content.starts_with("navi server address invalid"))
    return append_answer(EventKind::navigation_answered, 200, Failure::unusable, "code=200 addresses=0");
  const auto said = json_of(line);
  const auto info = said ? said->find("naviInfo") : json::const_iterator();
  if (!said || info == said->end() || !info->is_object()) return;
  const std::size_t before = events_.size();
  append_answer(EventKind::navigation_answered, 200, Failure::unknown,
                "code=200 addresses=" + std::to_string(count_addresses(*info)));
  for (std::size_t i = before; i < events_.size(); ++i) events_[i].user = text_field(*info, "userId");
}

// The SDK's own code for how the walk over the navigators ended, or the code in an answer's body.
void ConsoleStory::navigation_ended_with(std::int64_t code) {
  const bool is_unanswered = shows_requests_ && !navigation_.url.empty();  // no failure of it told: there was an answer
  if (code < kFirstSdkCode || is_unanswered)
    return append_answer(EventKind::navigation_answered, 200, Failure::http_status, "code=" + std::to_string(code));
  if (navigation_.is_told) return;
  if (code == kTokenRefused) return append_answer(EventKind::navigation_answered, {}, Failure::http_status, "code=401 or 403");
  if (code == kLicenceExpired) return append_answer(EventKind::navigation_answered, kLicenceStatus, Failure::http_status, {});
  const bool was_long = navigation_.asked != TimePoint{} && at_ - navigation_.asked >= kNavigationPatience;
  append_answer(EventKind::navigation_failed, {}, Failure::unknown,
                was_long ? "no navigator answered usefully; one perhaps not within 10 s" : "no navigator answered usefully");
}

ConsoleStory::Socket* ConsoleStory::find_socket(const std::string& trace) {
  const auto found = sockets_.find(trace);
  return found == sockets_.end() ? nullptr : &found->second;
}

trace::Event ConsoleStory::socket_event_of(EventKind kind, const Socket& socket) const {
  trace::Event one = event(kind);
  one.epoch = socket.epoch;
  one.token = socket.token;
  one.user = socket.user;
  return one;
}

// 5.7 tells of sockets under the tag of its tests.
void ConsoleStory::socket_told(const ConsoleLine& line) {
  constexpr std::string_view kStart = "connect start: ";
  const std::string_view said = line.content;
  if (said.starts_with(kStart)) return dialled(said.substr(kStart.size()), line.trace);
  if (const auto status = number_behind(said, "connect failed: ")) return login_decided(*status, line.trace);
  if (said == "connect success") return login_decided(0, line.trace);
  if (const auto status = number_behind(said, "recv disconnect signal -> status: ")) return disconnect_received(*status);
  if (said == "timeout" || said.starts_with("socket ")) return socket_event(line);
  if (line.tag == "L-TEST-O" && said.starts_with("try2Reconnect")) other(line);
}

void ConsoleStory::dialled(std::string_view url, const std::string& trace) {
  Socket socket{.epoch = Epoch(++last_epoch_), .url = without_query(url), .dialled = at_};
  shows_network_ = true;
  socket.token = learn(split_url(url).query);
  reasons_.erase(socket.url);
  trace::Event dial = socket_event_of(EventKind::dial, socket);
  dial.detail = socket.url;
  append(std::move(dial));
  if (sockets_.size() == kMaxPending) sockets_.erase(sockets_.begin());
  sockets_[trace] = std::move(socket);
  current_ = trace;
}

void ConsoleStory::socket_event(const ConsoleLine& line) {
  Socket* socket = find_socket(line.trace);
  if (!socket || socket->is_over) return;
  const std::string_view said = line.content;
  if (said.starts_with("socket open")) {
    socket->is_open = true;
    return append(socket_event_of(EventKind::socket_opened, *socket));
  }
  const bool is_error = said == "socket error", is_timeout = said == "timeout";
  if (!is_error && !is_timeout && said != "socket close") return;  // "socket end but not the current socket"
  if (socket->is_open && !is_error) {
    trace::Event closed = socket_event_of(EventKind::socket_closed, *socket);
    if (socket->by_client)
      closed.detail = "by the client";
    else if (!socket->is_decided && at_ - socket->dialled < kLoginPatience)
      closed.detail = "by the server, or on the way";
    append(std::move(closed));
  } else if (!socket->is_open) {
    trace::Event failed = socket_event_of(EventKind::socket_failed, *socket);
    failed.name = to_name(Failure::unknown);
    failed.detail = is_timeout ? "not open within 5 s" : "the log does not say why";
    append_failure(std::move(failed), socket->url);
  } else {
    return;  // the error of an open socket: its end follows
  }
  socket->is_over = true;
}

void ConsoleStory::login_decided(std::int32_t status, const std::string& trace) {
  static const Socket kNone;
  Socket* socket = find_socket(trace);
  trace::Event login = socket_event_of(EventKind::server_login, socket ? *socket : kNone);
  login.code = status;
  append(std::move(login));
  trace::Event sent = socket_event_of(EventKind::server_sent, socket ? *socket : kNone);
  sent.name = "CONNACK " + std::to_string(status);
  append(std::move(sent));
  if (!socket) return;
  socket->is_decided = true;
  if (status != 0) socket->by_client = true;  // the SDK closes what was refused
}

// Who has logged in stands a line behind the login.
void ConsoleStory::login_result(const ConsoleLine& line) {
  const std::string user = word_behind(line.content, "userId: ");
  Socket* socket = find_socket(line.trace);
  if (user.empty() || !socket) return other(line);
  socket->user = user;
  constexpr std::size_t kLoginEvents = 2;
  for (std::size_t i = events_.size() - std::min(kLoginEvents, events_.size()); i < events_.size(); ++i)
    if (events_[i].lane == trace::Lane::server && events_[i].epoch == socket->epoch) events_[i].user = user;
}

void ConsoleStory::pinged(const ConsoleLine&) {
  const Socket* socket = find_socket(current_);
  is_busy_ = true;
  if (!socket) return;
  trace::Event ping = socket_event_of(EventKind::server_received, *socket);
  ping.name = "PINGREQ";
  append(std::move(ping));
}

void ConsoleStory::ping_answered(const ConsoleLine& line) {
  const Socket* socket = find_socket(current_);
  if (!socket || line.content != "0") return;
  trace::Event answer = socket_event_of(EventKind::server_sent, *socket);
  answer.name = "PINGRESP";
  append(std::move(answer));
}

void ConsoleStory::message_received(const ConsoleLine& line) {
  const Socket* socket = find_socket(current_);
  if (!socket) return;
  trace::Event message = socket_event_of(EventKind::server_sent, *socket);
  message.name = "PUBLISH " + line.content.substr(0, std::min(kMaxTopic, line.content.find_first_not_of(kTopic)));
  append(std::move(message));
}

void ConsoleStory::disconnect_received(std::int32_t status) {
  static const Socket kNone;
  const Socket* socket = find_socket(current_);
  trace::Event sent = socket_event_of(EventKind::server_sent, socket ? *socket : kNone);
  sent.name = "DISCONNECT " + std::to_string(status);
  append(std::move(sent));
}

}  // namespace redial::doctor
