// See console_story.hpp. The app's side: what it calls, and what it is told.
#include "doctor/artefacts/console_story.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/trace/event_of.hpp"
#include "doctor/artefacts/console_text.hpp"
#include "doctor/artefacts/masked.hpp"
#include "doctor/artefacts/utf8_text.hpp"
#include "doctor/case/issue_answer.hpp"
#include "doctor/case/url_text.hpp"

namespace redial::doctor {
namespace {

using nlohmann::json;
using trace::ConnectionStatus;
using trace::EventKind;

// More calls or attempts than this are not under way at once: those that never end are forgotten.
constexpr std::size_t kMaxPending = 1000;
constexpr std::size_t kMaxDetail = 500;  // of a log line that is told as it is
constexpr std::size_t kMaxCuts = 20;     // told one by one

struct Status {
  ConnectionStatus status;
  const char* name;  // the client's own word
};
Status status_of(std::int32_t number) {
  switch (number) {
    case 0:
      return {ConnectionStatus::connected, "CONNECTED"};
    case 1:
      return {ConnectionStatus::connecting, "CONNECTING"};
    case 2:
      return {ConnectionStatus::disconnected, "DISCONNECT"};
    case 3:
      return {ConnectionStatus::suspended, "SUSPEND"};
    default:
      return {ConnectionStatus::unknown, ""};
  }
}

// Does an app's line say that what stands in it came from a server? A token by itself may be one that the app is about to use.
bool tells_an_answer(std::string_view ahead) {
  std::string plain(ahead);
  std::ranges::transform(plain, plain.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::any_of(kAnswerWords, [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

}  // namespace

ConsoleStory::Handler ConsoleStory::handler_of(std::string_view tag) {
  static const std::map<std::string_view, Handler> kHandlers{{"L-init-O", &ConsoleStory::started},
                                                             {"L-imsdk_ver-O", &ConsoleStory::started},
                                                             {"A-init-O", &ConsoleStory::started},
                                                             {"A-init-repeat-O", &ConsoleStory::initialised_twice},
                                                             {"A-connect-T", &ConsoleStory::connect_called},
                                                             {"A-connect-R", &ConsoleStory::answered},
                                                             {"A-connect-S", &ConsoleStory::status_told},
                                                             {"A-reconnect-T", &ConsoleStory::reconnect_called},
                                                             {"A-reconnect-R", &ConsoleStory::answered},
                                                             {"A-disconnect-O", &ConsoleStory::called},
                                                             {"A-destroy-O", &ConsoleStory::called},
                                                             {"A_DESTROY_O", &ConsoleStory::called},
                                                             {"A-send_msg-T", &ConsoleStory::send_called},
                                                             {"A-send_msg-R", &ConsoleStory::answered},
                                                             {"L-get_navi-T", &ConsoleStory::navigation_begun},
                                                             {"L-get_navi-R", &ConsoleStory::navigation_ended},
                                                             {"L-request-T", &ConsoleStory::requested},
                                                             {"L-request-R", &ConsoleStory::request_failed},
                                                             {"L-parse_navi-E", &ConsoleStory::answer_unreadable},
                                                             {"L-connect-O", &ConsoleStory::socket_told},
                                                             {"L-connect-S", &ConsoleStory::socket_told},
                                                             {"L-TEST-O", &ConsoleStory::socket_told},
                                                             {"L-connect-R", &ConsoleStory::login_result},
                                                             {"L-check_alive_im-T", &ConsoleStory::pinged},
                                                             {"L-check_alive_im-R", &ConsoleStory::ping_answered},
                                                             {"L-recv-rmtp-O", &ConsoleStory::message_received},
                                                             {"L-BATCH_MESSAGE-O", &ConsoleStory::message_told},
                                                             {"L-unsupport_IndexDB-O", &ConsoleStory::ignored},
                                                             {"L-cloud_config_data_error", &ConsoleStory::ignored},
                                                             {"", &ConsoleStory::old_line}};
  const auto found = kHandlers.find(tag);
  return found == kHandlers.end() ? &ConsoleStory::other : found->second;
}

void ConsoleStory::tell(const ConsoleLine& line, TimePoint at, std::size_t number) {
  at_ = at;
  line_ = number;
  if (!line.is_whole) return tell_cut(line);
  (this->*handler_of(line.tag))(line);
}

// Half a number is another number, and half a token is another token: only what the tag says by itself is told.
void ConsoleStory::tell_cut(const ConsoleLine& line) {
  cut(line);
  if (line.tag == "A-connect-T") append_call("connect", {});
  if (line.tag == "A-disconnect-O") append_call("disconnect", {});
}

trace::Event ConsoleStory::event(EventKind kind) const {
  trace::Event event = trace::event_of(kind, at_);
  event.client = client_;
  return event;
}

void ConsoleStory::append(trace::Event event) {
  if (events_.size() == trace::kMaxEvents) {
    ++dropped_;
    return;
  }
  event.detail = sound_utf8(std::move(event.detail));
  event.user = sound_utf8(std::move(event.user));
  events_.push_back(std::move(event));
}

void ConsoleStory::cut(const ConsoleLine& line) {
  if (++cut_lines_ <= kMaxCuts)
    narrator_.gap("line " + std::to_string(line_), "what " + (line.tag.empty() ? "it" : line.tag) + " says cannot be read");
}

std::optional<json> ConsoleStory::json_of(const ConsoleLine& line) {
  json parsed = json::parse(line.content, nullptr, false);
  if (parsed.is_object()) return parsed;
  cut(line);
  return std::nullopt;
}

void ConsoleStory::new_client() {
  if (!events_.empty()) client_ = "client-" + std::to_string(++clients_);
  last_call_ = last_epoch_ = 0;
  started_by_.clear();
  app_key_.clear();
  calls_.clear();
  sockets_.clear();
  current_.clear();
  navigation_ = {};
  is_busy_ = false;
}

// Several lines tell of one start, each of them once.
void ConsoleStory::started(const ConsoleLine& line) {
  const std::string mark = line.tag + " ";
  if (started_by_.empty() || started_by_.find(mark) != std::string::npos) {
    if (events_.empty()) has_start_ = true;
    new_client();
    append(event(EventKind::client_created));
  }
  started_by_ += mark;
  const auto said = json_of(line);
  if (!said) return;
  learn_app_key(text_field(*said, "appkey"));
  if (const std::string version = text_field(*said, "version"); !version.empty()) sdk_ = "rongcloud-web " + version;
}

void ConsoleStory::initialised_twice(const ConsoleLine&) {
  trace::Event again = event(EventKind::call);
  again.name = "init";
  append(std::move(again));
}

// A token that somebody has taken out of the log has no label: what stands in its place says nothing of it.
std::string ConsoleStory::label_of(const std::string& token) {
  const bool is_shortened = token.find("...") != std::string::npos || token.find("\u2026") != std::string::npos;
  if (!is_shortened && !is_masked(token)) return narrator_.secrets().token(token).label;
  if (!std::exchange(has_masked_, true))
    narrator_.gap("line " + std::to_string(line_), "tokens have been taken out of the log: nothing can be said of them");
  return {};
}

void ConsoleStory::learn_app_key(const std::string& key) {
  if (!key.empty() && !is_masked(key)) app_key_ = narrator_.secrets().app_key(key);
}

std::string ConsoleStory::present(const std::string& token) {
  if (label_of(token).empty()) return {};
  SeenToken& seen = narrator_.secrets().token(token);
  seen.presented = true;
  if (!app_key_.empty() && std::ranges::find(seen.app_keys, app_key_) == seen.app_keys.end()) seen.app_keys.push_back(app_key_);
  return seen.label;
}

void ConsoleStory::append_call(std::string name, const std::string& trace, std::string token) {
  trace::Event call = event(EventKind::call);
  call.name = name;
  call.call = CallId(++last_call_);
  call.token = std::move(token);
  if (calls_.size() == kMaxPending) calls_.erase(calls_.begin());
  if (!trace.empty()) calls_[trace] = {call.call, std::move(name)};
  append(std::move(call));
}

// A token that is no text, "undefined" for one, is left out of the line.
void ConsoleStory::connect_called(const ConsoleLine& line) {
  const auto said = json_of(line);
  is_busy_ = true;
  append_call("connect", line.trace, said ? label_of(text_field(*said, "token")) : std::string());
}

void ConsoleStory::reconnect_called(const ConsoleLine& line) { append_call("reconnect", line.trace); }

void ConsoleStory::send_called(const ConsoleLine& line) {
  const auto said = json_of(line);
  const bool is_text = said && text_field(*said, "messageType") == "RC:TxtMsg";
  append_call(is_text ? "send-text" : "send-message", line.trace);
}

void ConsoleStory::called(const ConsoleLine& line) {
  append_call(line.tag == "A-disconnect-O" ? "disconnect" : "destroy", {});
  if (Socket* socket = find_socket(current_)) socket->by_client = true;
}

void ConsoleStory::answered(const ConsoleLine& line) {
  is_busy_ = false;
  trace::Event result = event(EventKind::result);
  result.via = "promise";
  result.name = line.tag == "A-connect-R" ? "connect" : line.tag == "A-reconnect-R" ? "reconnect" : "send-text";
  if (const auto call = calls_.find(line.trace); call != calls_.end()) {
    result.call = call->second.id;
    result.name = call->second.name;
    calls_.erase(call);
  }
  const auto said = json_of(line);
  if (!said) return;
  result.code = said->value("isOk", json()) == json(true) ? 0 : number_field(*said, "code");
  if (result.code == 0) result.user = text_field(*said, "userId");
  if (result.code != 0) result.detail = text_field(*said, "msg");
  // So the SDK answers to an empty or blank token, by itself.
  if (result.detail == kLocalTokenRefusal) result.token = narrator_.secrets().token("").label;
  append(std::move(result));
}

void ConsoleStory::status_told(const ConsoleLine& line) {
  const auto number = number_behind(line.content, "status: ");
  if (!number) return cut(line);
  trace::Event told = event(EventKind::status);
  const Status status = status_of(*number);
  told.status = status.status;
  is_busy_ = status.status == ConnectionStatus::connecting || status.status == ConnectionStatus::suspended;
  told.name = status.name;
  told.code = number_behind(line.content, "code: ");
  append(std::move(told));
}

// Which messages they are, and neither who sent them nor what they say.
void ConsoleStory::message_told(const ConsoleLine& line) {
  trace::Event told = event(EventKind::message);
  told.detail = "message " + line.content.substr(0, kMaxDetail);
  append(std::move(told));
}

// Versions ahead of 5.7 write sentences, of which only these are of use.
void ConsoleStory::old_line(const ConsoleLine& line) {
  if (const std::string version = word_behind(line.content, "RongIMLib Version: "); !version.empty()) {
    if (events_.empty()) has_start_ = true;
    new_client();
    sdk_ = "rongcloud-web " + version;
    return append(event(EventKind::client_created));
  }
  if (const auto status = number_behind(line.content, "connect failed: ")) return login_decided(*status, {});
  if (const auto status = number_behind(line.content, "recv disconnect signal -> status: ")) return disconnect_received(*status);
  if (const std::string url = word_behind(line.content, "url: "); !url.empty()) {
    learn(split_url(url).query);
  }
  other(line);
}

// What the SDK decided within, as far as it is about connecting: queries that fail with their connection are only more of the
// same.
void ConsoleStory::other(const ConsoleLine& line) {
  const bool is_query = line.tag.starts_with("L-") && line.tag.ends_with("-R") && line.tag != "L-connect-R";
  const bool is_warning = line.level == LogLevel::warn && !is_query;
  if (line.level != LogLevel::error && !is_warning && line.tag != "L-TEST-O") return;
  trace::Event log = event(EventKind::client_log);
  const std::string ahead = line.tag.empty() ? std::string() : line.tag + " | ";
  log.detail = ahead + line.content.substr(0, kMaxDetail);
  append(std::move(log));
}

void ConsoleStory::tell(const AppWord& word, TimePoint at) {
  at_ = at;
  trace::Event told = event(word.is_status ? EventKind::status : EventKind::result);
  told.code = word.code;
  if (word.is_status) {
    const Status status = status_of(word.is_suspended ? 3 : 2);
    told.status = status.status;
    told.name = status.name;
  } else {
    told.name = "connect";
  }
  if (word.refused_locally) {
    told.detail = kLocalTokenRefusal;
    told.token = narrator_.secrets().token("").label;
  }
  append(std::move(told));
}

void ConsoleStory::tell_app_line(std::string_view line, TimePoint at) {
  const std::size_t first = line.find('{'), last = line.rfind('}');
  if (first == std::string_view::npos || last == std::string_view::npos || last < first) return;
  if (line.find("oken", first) == std::string_view::npos || !tells_an_answer(line.substr(0, first))) return;
  const auto issue = read_issue(line.substr(first, last - first + 1), at);
  if (!issue || label_of(issue->token).empty()) return;
  SeenToken& seen = narrator_.secrets().token(issue->token);
  seen.issued_at = at;
  seen.expires_at = issue->expires_at;
  seen.user = sound_utf8(issue->user);
  if (!is_masked(issue->app_key)) seen.issued_for = narrator_.secrets().app_key(issue->app_key);
  at_ = at;
  trace::Event fetched = event(EventKind::token_fetched);
  fetched.token = seen.label;
  fetched.user = seen.user;
  fetched.detail = "a line of the app's own";
  append(std::move(fetched));
}

void ConsoleStory::finish() {
  for (trace::Event& event : events_) narrator_.tell(std::move(event));
  events_.clear();
  if (cut_lines_ > kMaxCuts) narrator_.gap("the log", std::to_string(cut_lines_ - kMaxCuts) + " more lines break off");
  if (dropped_ > 0)
    narrator_.gap("the trace", std::to_string(dropped_) + " events beyond " + std::to_string(trace::kMaxEvents) + " left out");
}

}  // namespace redial::doctor
