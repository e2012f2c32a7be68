// See http_dialogue.hpp.
#include "doctor/artefacts/capture/http_dialogue.hpp"

#include <algorithm>
#include <utility>

#include "doctor/artefacts/capture/chat_dialogue.hpp"
#include "doctor/artefacts/capture/inflate.hpp"
#include "doctor/case/url_text.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kMaxUnpackedBytes = 1u << 20;

// "/websocket?appId=…&token=…", perhaps behind a prefix (docs/PROTOCOL.md, WebSocket).
bool asks_for_chat(const HttpMessage& request) {
  const UrlParts url = split_url(request.target);
  return url.path.ends_with("/websocket") || request.target.find("/websocket?") != std::string::npos
             ? url.query.find("appId=") != std::string_view::npos || url.query.find("token=") != std::string_view::npos
             : false;
}

bool is_upgrade(const HttpMessage& request) { return has_token(request.header("Upgrade"), "websocket"); }

// May it be an answer that carries a token? Others' bodies are not kept.
bool may_issue(const HttpMessage& response) {
  const std::string_view type = response.header("Content-Type");
  return response.status == 200 &&
         (type.empty() || type.find("json") != std::string_view::npos || type.starts_with("text/plain"));
}

// As the sender meant it. False: packed in a way that is not known here.
bool unpack(HttpMessage& message) {
  const std::string_view coding = message.header("Content-Encoding");
  if (coding.empty() || has_token(coding, "identity") || message.body.empty()) return true;
  if (!has_token(coding, "gzip") && !has_token(coding, "deflate") && !has_token(coding, "x-gzip")) return false;
  auto plain = inflated(bytes_of(message.body), kMaxUnpackedBytes);
  if (plain) message.body = *std::move(plain);
  return plain.has_value();
}

}  // namespace

std::string HttpDialogue::url_of(const HttpMessage& request) const {
  if (request.target.find("://") != std::string::npos) return request.target;  // as proxies are asked
  const std::string_view host = request.header("Host");
  const bool to_chat = is_upgrade(request);
  return std::string(to_chat ? "ws" : "http") + (start_.over_tls ? "s://" : "://") +
         (host.empty() ? to_text(start_.server) : std::string(host)) + request.target;
}

void HttpDialogue::data(Sender from, TimePoint at, View bytes) {
  if (is_broken_) return;
  HttpReader& reader = from == Sender::client ? requests_ : responses_;
  if (from == Sender::client && reader.is_between()) asked_at_ = at;
  from_ = from;
  at_ = at;
  const View rest = reader.add(bytes, *this);
  if (handover_ && from == Sender::server) handover_->rest.assign(rest.begin(), rest.end());
  if (requests_.is_broken() || responses_.is_broken()) break_off();
}

// What was asked got no answer that is one; of what is no question nothing is told.
void HttpDialogue::break_off() {
  is_broken_ = true;
  for (Question& question : std::exchange(questions_, {}))
    if (responses_.is_broken())
      tell_end(std::move(question), {.at = at_, .how = Failure::unusable, .detail = "answered by what is no HTTP"});
}

void HttpDialogue::lost(Sender from, std::optional<std::uint64_t> bytes) {
  HttpReader& reader = from == Sender::client ? requests_ : responses_;
  if (bytes) reader.lost(*bytes);
  if (bytes && !reader.is_broken()) return;
  is_broken_ = true;
  const bool is_ours = std::ranges::any_of(questions_, [](const Question& question) {
    return question.dial || asks_navigation(split_url(question.exchange.url).path);
  });
  if (is_ours) story_.gap("HTTP with " + to_text(start_.server), "packets are not in the capture; what follows is not read");
  for (Question& question : questions_) story_.exchange(question.exchange, start_.server);
  questions_.clear();
}

HttpReader::Next HttpDialogue::http_head(const HttpMessage& head) {
  return from_ == Sender::client ? asked(head) : answered(head);
}

HttpReader::Next HttpDialogue::asked(const HttpMessage& head) {
  Question question;
  question.is_head = head.method == "HEAD";
  question.is_connect = head.method == "CONNECT";
  HttpExchange& exchange = question.exchange;
  exchange.asked = asked_at_;
  exchange.method = head.method;
  exchange.url = url_of(head);
  exchange.headers = head.headers;
  if (is_upgrade(head) && asks_for_chat(head))
    question.dial = story_.dial({.at = is_first_ ? start_.dialled : asked_at_, .url = exchange.url}, start_.server);
  question.is_other_upgrade = is_upgrade(head) && !question.dial;
  is_first_ = false;
  if (questions_.size() == kMaxPipelined) return is_broken_ = true, HttpReader::Next::not_http;
  const bool is_navigation = asks_navigation(split_url(exchange.url).path);
  questions_.push_back(std::move(question));
  return is_navigation ? HttpReader::Next::body : HttpReader::Next::unwanted_body;
}

HttpReader::Next HttpDialogue::answered(const HttpMessage& head) {
  if (questions_.empty()) return HttpReader::Next::unwanted_body;
  Question& question = questions_.front();
  question.has_answer_begun = true;
  if (head.status == 101) return switched(head);
  const bool is_interim = head.status < 200;
  if (question.is_connect && head.status < 300 && !is_interim) {
    questions_.pop_front();
    handover_.emplace();
    return HttpReader::Next::not_http;
  }
  const bool is_empty = is_interim || question.is_head || head.status == 204 || head.status == 304;
  if (is_empty) return HttpReader::Next::no_body;
  const bool is_navigation = asks_navigation(split_url(question.exchange.url).path);
  return is_navigation || may_issue(head) ? HttpReader::Next::body : HttpReader::Next::unwanted_body;
}

HttpReader::Next HttpDialogue::switched(const HttpMessage& head) {
  const Question question = std::move(questions_.front());
  questions_.pop_front();
  if (!question.dial) {
    story_.worked();
    is_broken_ = true;  // a WebSocket, and not the chat's
    return HttpReader::Next::not_http;
  }
  story_.narrator().opened(*question.dial, at_);
  const std::string_view extensions = head.header("Sec-WebSocket-Extensions");
  const bool is_packed = extensions.find("permessage-deflate") != std::string_view::npos;
  handover_.emplace();
  handover_->next = std::make_unique<WebSocketDialogue>(story_, *question.dial, is_packed);
  return HttpReader::Next::not_http;
}

void HttpDialogue::http_message(HttpMessage message) {
  if (from_ == Sender::client) {
    if (questions_.empty()) return;
    if (message.is_body_known) questions_.back().exchange.body = std::move(message.body);
    return;
  }
  if (questions_.empty() || (message.status >= 100 && message.status < 200)) return;
  Question question = std::move(questions_.front());
  questions_.pop_front();
  tell_answer(std::move(question), std::move(message));
}

void HttpDialogue::tell_answer(Question question, HttpMessage message) {
  if (question.dial)
    return story_.narrator().failed(*question.dial, at_, Failure::http_status, "the upgrade was answered otherwise",
                                    message.status);
  HttpExchange::Answer answer{.at = at_, .status = message.status};
  answer.body_known = message.is_body_known && unpack(message);
  if (answer.body_known) answer.body = std::move(message.body);
  question.exchange.answer = std::move(answer);
  story_.exchange(question.exchange, start_.server);
}

void HttpDialogue::tell_end(Question question, const HttpExchange::Trouble& trouble) {
  if (question.dial) return story_.narrator().failed(*question.dial, trouble.at, trouble.how, trouble.detail);
  question.exchange.trouble = trouble;
  story_.exchange(question.exchange, start_.server);
}

void HttpDialogue::ended(Sender by, TimePoint at, TcpEnd how) {
  at_ = at;
  from_ = Sender::server;
  if (by == Sender::server && how == TcpEnd::fin) responses_.end(*this);
  for (Question& question : std::exchange(questions_, {})) {
    HttpExchange::Trouble trouble{.at = at};
    const bool by_client = by == Sender::client;
    const std::string behind = question.has_answer_begun ? " in the middle of the answer" : " without an answer";
    trouble.how = by_client && !question.has_answer_begun ? Failure::silent
                  : how == TcpEnd::reset                  ? Failure::reset
                                                          : Failure::closed;
    trouble.detail = (by_client ? "the client " : "the server ") +
                     std::string(how == TcpEnd::reset ? "reset the connection" : "closed the connection") + behind;
    tell_end(std::move(question), trouble);
  }
}

void HttpDialogue::over(TimePoint) {
  for (Question& question : std::exchange(questions_, {}))
    if (!question.dial) story_.exchange(question.exchange, start_.server);
}

}  // namespace redial::doctor::capture
