// See navigation.hpp.
#include "doctor/probe/navigation.hpp"

#include <array>
#include <charconv>

#include "core/session/connection_codes.hpp"
#include "core/session/navigation_walk.hpp"
#include "doctor/probe/http_talk.hpp"
#include "doctor/probe/link.hpp"
#include "payload/form.hpp"
#include "payload/navigation_json.hpp"

namespace redial::doctor {
namespace {

namespace code = session::code;

// SDKs before 5.28 ask by GET …/navi.js.
bool asks_the_old_way(const std::string& sdk_version) {
  constexpr std::array kFirstNew{5, 28};
  const char* at = sdk_version.data();
  const char* end = at + sdk_version.size();
  for (const int least : kFirstNew) {
    int part = 0;
    const auto read = std::from_chars(at, end, part);
    if (part != least || read.ec != std::errc{}) return part < least;
    at = read.ptr == end ? end : read.ptr + 1;
  }
  return false;
}

Question old_question(const Probing& probing, const std::string& navigator, const Token& token) {
  const auto now = std::chrono::duration_cast<UnixMillis>(probing.now().time_since_epoch());
  const payload::Form query{{"appId", probing.options.app_key.value},
                            {"token", token.value},
                            {"callBack", "x"},
                            {"v", probing.options.sdk_version},
                            {"r", std::to_string(now.count())}};
  return {.method = "GET", .url = navigator + "/navi.js?" + payload::to_form(query), .headers{}, .body{}};
}

Question new_question(const Probing& probing, const std::string& navigator, const Token& token) {
  const std::string kind = navigator.starts_with("https://") ? "6" : "5";
  const wire::NavigationRequest request{probing.options.app_key, token, probing.options.sdk_version, "browser", {}, {}};
  return {.method = "POST",
          .url = navigator + "/v2/navi.json?cloud=0",
          .headers = {{"RC-Appkey", probing.options.app_key.value},
                      {"RC-Negotiate", "conn=" + kind + ";rtc=4;log=2;iptype=v4,v6"},
                      {"Content-Type", "Application/x-www-form-urlencoded"}},
          .body = payload::to_form(request)};
}

Question question_of(const Probing& probing, const std::string& navigator, const Token& token) {
  const bool old = asks_the_old_way(probing.options.sdk_version);
  Question question = old ? old_question(probing, navigator, token) : new_question(probing, navigator, token);
  if (!probing.options.origin.empty()) question.headers.emplace_back("Origin", probing.options.origin);
  return question;
}

std::string shown_url(const std::string& url) { return url.substr(0, url.find('?')); }

// Without a reply the stage it came to nothing in has been ended.
Result<net::HttpReply, Trouble> ask_once(Probing& probing, const Question& question) {
  const auto url = net::parse_url(question.url);
  if (!url) {
    probing.begin(Stage::navigation, shown_url(question.url));
    probing.fail(url.error().what);
    return Trouble{Failure::unknown, url.error().what};
  }
  auto link = open_link(probing, *url);
  if (!link) return link.error();
  probing.begin(Stage::navigation, shown_url(question.url));
  auto reply = ask(probing, std::move(*link), question);
  if (!reply) probing.fail(reply.error().detail);
  return reply;
}

void tell(Probing& probing, TimePoint asked, const Question& question, const Result<net::HttpReply, Trouble>& reply) {
  HttpExchange exchange{.asked = asked,
                        .method = question.method,
                        .url = question.url,
                        .headers = question.headers,
                        .body = question.body,
                        .answer{},
                        .trouble{}};
  if (reply)
    exchange.answer = HttpExchange::Answer{.at = probing.now(), .status = reply->status, .body = reply->body};
  else
    exchange.trouble = HttpExchange::Trouble{probing.now(), reply.error().how, probing.redact(reply.error().detail)};
  probing.narrator.tell(exchange);
}

// Where a reply sends a browser on with the same question; nothing: nowhere.
std::optional<std::string> sent_on(const net::HttpReply& reply, const std::string& url) {
  constexpr int kTemporaryRedirect = 307, kPermanentRedirect = 308;
  const std::string location(net::find_header(reply.headers, "Location"));
  if ((reply.status != kTemporaryRedirect && reply.status != kPermanentRedirect) || location.empty()) return std::nullopt;
  if (!location.starts_with('/')) return location;
  return url.substr(0, url.find('/', url.find("://") + 3)) + location;
}

// Follows a navigator that sends it on, as browsers do. `question` is the one that the reply answers.
Result<net::HttpReply, Trouble> ask_navigator(Probing& probing, Question& question) {
  for (int hops = 0;; ++hops) {
    const TimePoint asked = probing.now();
    auto reply = ask_once(probing, question);
    tell(probing, asked, question, reply);
    const auto next = reply && hops < kMaxRedirects ? sent_on(*reply, question.url) : std::nullopt;
    if (!next) return reply;
    probing.pass("HTTP " + std::to_string(reply->status) + ", browsers ask " + shown_url(*next) + " then");
    question.url = *next;
  }
}

std::string describe(const wire::NavigationAnswer& answer) {
  std::string text = "code " + std::to_string(answer.code);
  if (!answer.user.empty()) text += ", user " + answer.user;
  if (answer.addresses.empty()) return text + ", no address of a chat server";
  for (const wire::ChatAddress& one : wire::by_preference(answer.addresses))
    text += ", " + one.address + (one.transport == wire::ChatAddress::Transport::tls ? " over TLS" : "");
  return text;
}

struct Understood {
  std::optional<wire::NavigationAnswer> answer;
  std::int32_t code = 0;  // of the app; 30007: ask the next navigator
};

// Ends the stage.
Understood understand(Probing& probing, const net::HttpReply& reply, const Question& question) {
  const std::string_view text = question.method == "GET" ? payload::json_part(reply.body) : std::string_view(reply.body);
  auto answer = payload::parse_navigation_answer(text, question.url.starts_with("https"));
  Understood understood;
  if (answer) understood.answer = *answer;
  understood.code = session::client::navigation_code(reply.status, understood.answer);
  if (understood.code == code::kOk && answer->addresses.empty()) understood.code = code::kNoChatAddress;
  const bool good = understood.code == code::kOk;
  const std::string status = "HTTP " + std::to_string(reply.status) + ", ";
  const std::string said = answer ? describe(*answer) : answer.error().what;
  if (good)
    probing.pass(status + said);
  else
    probing.fail(reply.status == 200 ? status + said : status + "which is no answer for a client");
  return understood;
}

}  // namespace

Navigated navigate(Probing& probing, const Token& token) {
  Navigated navigated{.answer{}, .user{}, .code = code::kNavigationFailed};
  session::client::NavigationWalk walk(token, probing.options.navigators);
  while (const auto navigator = walk.next()) {
    Question question = question_of(probing, *navigator, token);
    const auto reply = ask_navigator(probing, question);
    if (!reply) continue;
    const Understood understood = understand(probing, *reply, question);
    if (understood.answer) navigated.user = understood.answer->user;
    navigated.code = understood.code;
    // What another navigator may do better. A code in the body of a success stands for all of them (docs/PROTOCOL.md).
    if (understood.code == code::kNavigationFailed && !(reply->status == 200 && understood.answer)) continue;
    if (understood.code == code::kOk) navigated.answer = understood.answer;
    return navigated;
  }
  return navigated;
}

}  // namespace redial::doctor
