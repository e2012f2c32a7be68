// The Narrator's reading of HTTP: questions to navigators, and answers in which a token is issued. Everything else is the app's
// own business and is not told.
#include <algorithm>
#include <cctype>

#include "core/trace/event_of.hpp"
#include "doctor/case/issue_answer.hpp"
#include "doctor/case/narrator.hpp"
#include "doctor/case/url_text.hpp"
#include "payload/form.hpp"
#include "payload/navigation_json.hpp"

namespace redial::doctor {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

std::string header(const HttpExchange& exchange, std::string_view name) {
  for (const auto& [key, value] : exchange.headers)
    if (same_name(key, name)) return value;
  return {};
}

std::string app_key_header(const HttpExchange& exchange) {
  for (const std::string_view name : {"RC-Appkey", "RC-App-Key", "App-Key"})
    if (std::string value = header(exchange, name); !value.empty()) return value;
  return {};
}

// Is the answer's text of use to a client, and what does it say?
void describe_answer(trace::Event& event, const HttpExchange::Answer& answer, bool over_tls) {
  if (answer.status != 200) {
    event.name = to_name(Failure::http_status);
    return;
  }
  if (!answer.body_known) {
    event.detail = "its body is not on record";
    return;
  }
  const auto parsed = payload::parse_navigation_answer(payload::json_part(answer.body), over_tls);
  if (!parsed) {
    event.name = to_name(Failure::unusable);
    event.detail = parsed.error().what;
    return;
  }
  event.user = parsed->user;
  if (payload::is_for_private_cloud(payload::json_part(answer.body))) event.name = to_name(Failure::private_cloud);
  event.detail = "code=" + std::to_string(parsed->code) + " addresses=" + std::to_string(parsed->addresses.size());
  if (parsed->code != 200) event.name = to_name(Failure::http_status);
  if (parsed->code == 200 && parsed->addresses.empty()) event.name = to_name(Failure::unusable);
}

}  // namespace

void Narrator::tell(const HttpExchange& exchange) {
  const UrlParts url = split_url(exchange.url);
  if (asks_navigation(url.path))
    tell_navigation(exchange, url.query);
  else
    tell_issue(exchange, url.path);
}

void Narrator::tell_navigation(const HttpExchange& exchange, std::string_view query) {
  Connection asked;  // a connection of its own, for what it presents
  const auto form = payload::parse_form(exchange.body.empty() ? query : std::string_view(exchange.body));
  const std::string* token = form ? payload::find(*form, "token") : nullptr;
  const std::string* app_id = form ? payload::find(*form, "appId") : nullptr;
  const std::string* version = form ? payload::find(*form, "v") : nullptr;
  if (token) learn(asked, app_id ? *app_id : app_key_header(exchange), *token);
  const std::string* platform = form ? payload::find(*form, "platfrom") : nullptr;
  if (version && sdk_.empty()) sdk_ = (platform && *platform == "electron" ? "rongcloud-native " : "rongcloud-web ") + *version;

  trace::Event event = trace::event_of(trace::EventKind::navigation_requested, exchange.asked);
  event.token = asked.token;
  event.detail = split_url(exchange.url).without_query;
  append(event);
  if (exchange.answer) {
    event.kind = trace::EventKind::navigation_answered;
    event.at = exchange.answer->at;
    event.code = exchange.answer->status;
    event.detail.clear();
    describe_answer(event, *exchange.answer, exchange.url.starts_with("https"));
    trace::Event decided = trace::event_of(trace::EventKind::server_navigation, event.at);
    decided.code = event.code;
    decided.token = event.token;
    decided.user = event.user;
    append(std::move(decided));
    append(std::move(event));
  } else if (exchange.trouble) {
    event.kind = trace::EventKind::navigation_failed;
    event.at = exchange.trouble->at;
    event.name = to_name(exchange.trouble->how);
    event.detail = exchange.trouble->detail;
    append(std::move(event));
  }
}

void Narrator::tell_issue(const HttpExchange& exchange, std::string_view path) {
  const bool is_server_api = path.ends_with("/user/getToken.json") || path.ends_with("/auth/access-token/issue");
  if (is_server_api) secrets_.hide(header(exchange, "Signature"));
  if (!exchange.answer || exchange.answer->status != 200 || !exchange.answer->body_known) return;
  const auto issue = read_issue(exchange.answer->body, exchange.answer->at);
  if (!issue) return;
  has_issue_ = true;
  SeenToken& seen = secrets_.token(issue->token);
  seen.issued_at = exchange.answer->at;
  seen.expires_at = issue->expires_at;
  seen.user = issue->user;
  seen.issued_for = secrets_.app_key(is_server_api ? app_key_header(exchange) : issue->app_key);
  trace::Event event = trace::event_of(trace::EventKind::token_fetched, exchange.answer->at);
  event.token = seen.label;
  event.user = seen.user;
  event.detail = split_url(exchange.url).without_query;
  append(std::move(event));
}

}  // namespace redial::doctor
