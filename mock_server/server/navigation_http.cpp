// Headers and paths of navigation.
#include "mock_server/server/navigation_http.hpp"

#include <utility>

#include "mock_server/server/http_service.hpp"
#include "payload/navigation_json.hpp"

namespace redial::mock_server {
namespace {

// Both behind any prefix that the navigator's URL has.
constexpr std::string_view kNavigationPath = "/v2/navi.json";
constexpr std::string_view kOldNavigationPath = "/navi.js";

// Pages of any origin may read what a test server says.
const net::HttpHeaders kCors{{"Access-Control-Allow-Origin", "*"},
                             {"Access-Control-Allow-Methods", "POST, OPTIONS"},
                             {"Access-Control-Allow-Headers", "RC-Appkey,RC-Negotiate"}};

net::HttpReply with_cors(net::HttpReply reply) {
  reply.headers.insert(reply.headers.end(), kCors.begin(), kCors.end());
  return reply;
}

net::HttpReply reply_of(fault::NavigationFate fate) {
  net::HttpReply reply{
      .status = fate.http_status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(fate.body)};
  if (fate.location) reply.headers.emplace_back("Location", *fate.location);
  return fate.with_cors ? with_cors(std::move(reply)) : reply;
}

}  // namespace

std::variant<wire::NavigationRequest, net::HttpReply> read_navigation(const net::HttpRequest& request) {
  if (request.method == "OPTIONS") return with_cors({.status = 204, .headers = {}, .body = {}});
  const bool old = request.method == "GET" && request.path().ends_with(kOldNavigationPath);
  if (!old && (request.method != "POST" || !request.path().ends_with(kNavigationPath))) {
    return with_cors(unknown_path(request.path(), "POST …/v2/navi.json, GET …/navi.js"));
  }
  auto asked = payload::parse_navigation_form(old ? request.query() : std::string_view(request.body));
  if (!asked) return with_cors({.status = 400, .headers = {}, .body = to_text(asked.error()) + "\n"});
  asked->path = request.target;
  if (!old) asked->app_key = AppKey(std::string(net::find_header(request.headers, "RC-Appkey")));
  asked->negotiate = net::find_header(request.headers, "RC-Negotiate");
  return *std::move(asked);
}

void answer_navigation(net::HttpConnection& connection, fault::NavigationFate fate) {
  using End = fault::NavigationFate::End;
  switch (fate.end) {
    case End::answered:
      return connection.reply(reply_of(std::move(fate)));
    case End::truncated:
      return connection.reply_truncated(reply_of(std::move(fate)));
    case End::closed:
      return connection.close();
    case End::reset:
      return connection.reset();
    case End::unanswered:
      return;
  }
}

}  // namespace redial::mock_server
