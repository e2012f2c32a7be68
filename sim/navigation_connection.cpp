// See navigation_connection.hpp.
#include "sim/navigation_connection.hpp"

#include <utility>

#include "payload/navigation_json.hpp"

namespace redial::sim {
namespace {

constexpr std::string_view kPath = "/v2/navi.json";  // behind any prefix that the navigator's URL has

// "POST /v2/navi.json?cloud=0 HTTP/1.1": from the known path on, with its query.
std::string path_of(const std::string& first_line) {
  const auto begin = first_line.find(kPath);
  return begin == first_line.npos ? "" : first_line.substr(begin, first_line.rfind(' ') - begin);
}

}  // namespace

NavigationConnection::NavigationConnection(World& world, RequestId request, std::unique_ptr<Stream> stream, Handler& handler)
    : world_(world), request_(request), stream_(std::move(stream)), handler_(handler) {
  stream_->set_handler(this);
}

void NavigationConnection::on_bytes(std::span<const std::uint8_t> bytes) {
  const auto request = reader_.read(bytes);
  if (!request) return;
  auto asked = payload::parse_navigation_form(request->body);
  if (!asked) return answer({.http_status = 400, .body = to_text(asked.error()) + "\n"});
  asked->app_key = AppKey(std::string(request->header("RC-Appkey")));
  asked->negotiate = request->header("RC-Negotiate");
  asked->path = path_of(request->first_line);
  handler_.on_navigation(request_, *asked);
}

void NavigationConnection::answer(const fault::NavigationFate& fate) {
  using End = fault::NavigationFate::End;
  if (fate.end == End::unanswered) return;
  if (fate.end == End::closed) return stream_->close();
  if (fate.end == End::reset) return stream_->reset();
  std::string text = to_text({"HTTP/1.1 " + std::to_string(fate.http_status), {}, fate.body});
  if (fate.end == End::truncated) text.resize(text.size() - fate.body.size() / 2);
  stream_->send(as_bytes(text));
  if (fate.end == End::truncated) stream_->close();
}

}  // namespace redial::sim
