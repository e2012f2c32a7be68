// GET / is the page, POST /call/NAME a call, POST /observe the events of an app.
#include "mock_server/workbench/gateway.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "mock_server/workbench/json_method.hpp"

namespace redial::mock_server::workbench {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kCalls = "/call/";
constexpr std::string_view kObserve = "/observe";

// Of everything that is answered. What the page itself may do stands in the page.
const net::HttpHeaders kGuards{{"Cache-Control", "no-store"},
                               {"X-Content-Type-Options", "nosniff"},
                               {"Referrer-Policy", "no-referrer"},
                               {"Cross-Origin-Opener-Policy", "same-origin"},
                               {"Cross-Origin-Resource-Policy", "same-origin"},
                               {"Content-Security-Policy", "frame-ancestors 'none'"}};

net::HttpReply guarded(net::HttpReply reply) {
  reply.headers.insert(reply.headers.end(), kGuards.begin(), kGuards.end());
  return reply;
}

std::string message(const std::string& text) {
  return Json{{"message", text}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Gateway::Gateway(net::Loop& loop, Door door, ControlCalls& calls, std::string_view page)
    : loop_(loop),
      door_(std::move(door)),
      calls_(calls),
      page_(page),
      http_(loop,
            [this](RequestId id, const net::HttpRequest& request, const HttpService::Origin&) { on_request(id, request); }) {}
Gateway::~Gateway() = default;

void Gateway::accept(std::unique_ptr<net::ByteStream> stream) { http_.accept(std::move(stream), {}); }

void Gateway::close() { http_.reset_all({}); }

void Gateway::on_request(RequestId id, const net::HttpRequest& request) {
  if (const auto refused = refusal(door_, request)) return http_.waiting(id)->reply(guarded(*refused));
  const std::string_view path = request.path();
  const bool gets = request.method == "GET" || request.method == "HEAD";
  if (gets && path == kPagePath)
    return http_.waiting(id)->reply(
        guarded({.headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = std::string(page_)}));
  if (request.method == "POST" && path.starts_with(kCalls)) return call(id, path.substr(kCalls.size()), request.body);
  if (request.method == "POST" && path == kObserve) return observe(id, request.body);
  reply(id, 404, message("there is nothing here; known: GET /, POST /call/NAME, POST /observe"));
}

void Gateway::call(RequestId id, std::string_view name, const std::string& json) {
  const auto method = JsonMethod::find(name);
  if (!method) return reply(id, 404, message("there is no such call"));
  const auto request = method->request_bytes(json);
  if (!request) return reply(id, 400, message(to_text(request.error())));
  calls_.call(method->path(), *request, [this, id, method = *method](const Result<std::string, CallFailure>& answer) {
    int status = answer ? 200 : answer.error().http_status;
    std::string text;
    if (!answer) {
      text = message(answer.error().message);
    } else if (const auto read = method.response_json(*answer)) {
      text = *read;
    } else {
      status = 502;
      text = message(to_text(read.error()));
    }
    loop_.post([this, id, status, text = std::move(text)] { reply(id, status, text); });
  });
}

void Gateway::observe(RequestId id, const std::string& json) {
  const Json asked = Json::parse(json, nullptr, false);
  if (!asked.is_object() || !asked.contains("appKey") || !asked["appKey"].is_string())
    return reply(id, 400, message("say whose events: {\"appKey\": \"…\"}"));
  if (feeds_.size() >= kMaxFeeds) return reply(id, 429, message("too many pages follow events; close some"));
  auto stream = http_.take(id);
  if (!stream) return;
  const std::uint64_t number = ++last_feed_;
  Feed& feed = feeds_[number];
  feed.page = std::make_unique<EventFeed>(loop_, std::move(stream), [this, number] { feeds_.erase(number); });
  feed.observation = calls_.observe(
      asked["appKey"].get<std::string>(),
      {.on_batch = [this, number](
                       std::string batch) { loop_.post([this, number, batch = std::move(batch)] { on_batch(number, batch); }); },
       .on_end = [this,
                  number](const CallFailure& failure) { loop_.post([this, number, failure] { on_end(number, failure); }); }});
}

void Gateway::on_batch(std::uint64_t number, const std::string& json) {
  const auto feed = feeds_.find(number);
  if (feed == feeds_.end()) return;
  feed->second.page->send("events", json);
  feed->second.observation->next();
}

void Gateway::on_end(std::uint64_t number, const CallFailure& failure) {
  const auto feed = feeds_.find(number);
  if (feed == feeds_.end()) return;
  feed->second.page->send("end", message(failure.message));
  feed->second.page->close();
}

void Gateway::reply(RequestId id, int status, std::string json) {
  net::HttpConnection* client = http_.waiting(id);
  if (client == nullptr) return;  // the page has gone
  client->reply(guarded({.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(json)}));
}

}  // namespace redial::mock_server::workbench
