// See server_api.hpp.
#include "doctor/probe/server_api.hpp"

#include <algorithm>

#include "core/base/text_encodings.hpp"
#include "doctor/case/api_answer.hpp"
#include "doctor/case/issue_answer.hpp"
#include "doctor/probe/http_talk.hpp"
#include "net/await.hpp"
#include "net/digests.hpp"
#include "payload/form.hpp"

namespace redial::doctor {
namespace {

constexpr std::size_t kPage = 50;  // users; documented as the most

Question signed_question(Probing& probing, const std::string& path, const payload::Form& form) {
  constexpr std::size_t kNonceBytes = 8;  // 16 characters; 18 are documented as the most
  const ServerApiOptions& api = *probing.options.server_api;
  const std::string nonce = to_hex(net::random_bytes(kNonceBytes));
  const auto now = std::chrono::duration_cast<UnixMillis>(probing.now().time_since_epoch());
  const std::string timestamp = std::to_string(now.count());
  const std::string signature = to_hex(net::sha1(api.secret + nonce + timestamp));
  probing.narrator.secrets().hide(signature);
  return {.method = "POST",
          .url = (api.url.ends_with('/') ? api.url.substr(0, api.url.size() - 1) : api.url) + path,
          .headers = {{"App-Key", probing.options.app_key.value},
                      {"Nonce", nonce},
                      {"Timestamp", timestamp},
                      {"Signature", signature},
                      {"Content-Type", "application/x-www-form-urlencoded"}},
          .body = payload::to_form(form)};
}

std::string request_text(const Question& question) {
  std::string text = "POST " + question.url + "\n";
  for (const auto& [name, value] : question.headers) text += name + ": " + value + "\n";
  return text + question.body;
}

// A stage of its own, ended where there is no reply.
std::optional<net::HttpReply> ask_api(Probing& probing, const Question& question) {
  using Reply = Result<net::HttpReply>;
  probing.log.begin(kServerApiStage, question.url, probing.now());
  probing.log.sent(request_text(question));
  const net::HttpExchange::Call call{question.url, question.headers, question.body, probing.limit()};
  const auto reply = net::await<Reply>(probing.loop, probing.limit() + std::chrono::seconds(1), [&](const auto& tell) {
    return std::make_unique<net::HttpExchange>(probing.loop, probing.tls, call, tell);
  });
  if (!reply || !*reply) {
    probing.fail(reply ? redial::to_text(reply->error()) : silence(probing.limit()));
    return std::nullopt;
  }
  probing.log.received(to_text(**reply));
  return **reply;
}

// What an answer to a signed request says of app and secret, whatever was asked.
void learn(ApiFacts& facts, const net::HttpReply& reply, const ApiAnswer& answer) {
  constexpr int kWrongSecret = 1001, kWrongSignature = 1004, kNoSuchApp = 1006;
  constexpr int kUnauthorised = 401;
  const int code = answer.code.value_or(reply.status);
  if (code == kNoSuchApp) {
    facts.app_in_service = false;
  } else if (code == kWrongSecret || code == kWrongSignature || code == kUnauthorised) {
    facts.secret_fits = false;
  } else if (reply.status == 200) {
    facts.app_in_service = true;
    facts.secret_fits = true;
  }
}

std::string describe(const net::HttpReply& reply, const ApiAnswer& answer) {
  std::string text = "HTTP " + std::to_string(reply.status);
  return answer.code ? text + ", code " + std::to_string(*answer.code) : text;
}

// The app and its secret, by the question whether a user is online.
void check_secret(Probing& probing, ApiFacts& facts) {
  const std::string someone = facts.user.empty() ? "redial" : facts.user;
  const auto reply = ask_api(probing, signed_question(probing, "/user/checkOnline.json", {{"userId", someone}}));
  if (!reply) return;
  const ApiAnswer answer = read_api_answer(reply->body);
  learn(facts, *reply, answer);
  const std::string said = describe(*reply, answer);
  if (facts.secret_fits == true)
    probing.pass(said + ": the secret is this AppKey's");
  else if (facts.secret_fits == false)
    probing.fail(said + ": the secret is not this AppKey's");
  else if (facts.app_in_service == false)
    probing.fail(said + ": the app is locked, deleted or unknown");
  else
    probing.fail(said + ": that says nothing of the secret");
}

struct UserList {
  std::string path, page_name, size_name;
  std::string is_in, is_not_in;  // for people
};

// Is the user in the list? Nothing where that is not told.
std::optional<bool> look_up(Probing& probing, const std::string& user, const UserList& list) {
  for (int page = 1; page <= kMaxUserPages; ++page) {
    const payload::Form form{{list.page_name, std::to_string(page)}, {list.size_name, std::to_string(kPage)}};
    const auto reply = ask_api(probing, signed_question(probing, list.path, form));
    if (!reply) return std::nullopt;
    const ApiAnswer answer = read_api_answer(reply->body);
    if (reply->status != 200 || !answer.users) {
      probing.fail(describe(*reply, answer) + ": no list of users");
      return std::nullopt;
    }
    const bool found = std::ranges::find(*answer.users, user) != answer.users->end();
    const bool last = answer.users->size() != kPage;  // fewer: the last page; more: they come all at once
    if (found) probing.fail("user " + user + " " + list.is_in);
    if (!found) probing.pass("page " + std::to_string(page) + ": user " + user + " " + list.is_not_in);
    if (found || last) return found;
  }
  return std::nullopt;
}

}  // namespace

ApiFacts ask_server_api(Probing& probing, const UserId& user) {
  ApiFacts facts;
  facts.user = user.value;
  check_secret(probing, facts);
  if (facts.secret_fits != true || user.value.empty()) return facts;
  facts.user_blocked = look_up(probing, user.value, {"/user/block/query.json", "page", "size", "is blocked", "is not blocked"});
  facts.user_deactivated =
      look_up(probing, user.value, {"/user/deactivate/query.json", "pageNo", "pageSize", "is deactivated", "is not deactivated"});
  return facts;
}

std::optional<Token> issue_token(Probing& probing, const UserId& user) {
  const TimePoint asked = probing.now();
  const Question question = signed_question(probing, "/user/getToken.json", {{"userId", user.value}, {"name", user.value}});
  const auto reply = ask_api(probing, question);
  if (!reply) return std::nullopt;
  const TimePoint answered = probing.now();
  const auto issued = reply->status == 200 ? read_issue(reply->body, answered) : std::nullopt;
  if (!issued) {
    probing.fail(describe(*reply, read_api_answer(reply->body)) + ": no token");
    return std::nullopt;
  }
  probing.narrator.tell(HttpExchange{.asked = asked,
                                     .method = question.method,
                                     .url = question.url,
                                     .headers = question.headers,
                                     .body = question.body,
                                     .answer = HttpExchange::Answer{.at = answered, .status = 200, .body = reply->body},
                                     .trouble{}});
  probing.pass("a token for user " + user.value);
  return Token(issued->token);
}

}  // namespace redial::doctor
