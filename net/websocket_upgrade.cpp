// The opening handshake of RFC 6455, section 4, from both ends.
#include <algorithm>
#include <optional>
#include <string_view>

#include "net/digests.hpp"
#include "net/http_dialogue.hpp"
#include "net/http_message.hpp"
#include "net/websocket.hpp"
#include "net/websocket_channel.hpp"

namespace redial::net {
namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455, section 1.3
constexpr std::size_t kKeyBytes = 16;

std::string accept_key(std::string_view key) { return base64(sha1(std::string(key).append(kGuid))); }

// Is `token` in a header such as "keep-alive, Upgrade"?
bool lists(std::string_view header, std::string_view token) {
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    std::string_view item = header.substr(0, comma);
    header.remove_prefix(std::min(comma + 1, header.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (same_token(item, token)) return true;
  }
  return false;
}

HttpHeaders upgrade_headers(const std::string& key, HttpHeaders others = {}) {
  HttpHeaders headers{
      {"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Version", "13"}, {"Sec-WebSocket-Key", key}};
  headers.insert(headers.end(), others.begin(), others.end());
  return headers;
}

}  // namespace

bool is_upgrade(const HttpRequest& request) {
  return request.method == "GET" && lists(find_header(request.headers, "Upgrade"), "websocket") &&
         lists(find_header(request.headers, "Connection"), "upgrade") &&
         find_header(request.headers, "Sec-WebSocket-Version") == "13" &&
         !find_header(request.headers, "Sec-WebSocket-Key").empty();
}

std::unique_ptr<WebSocket> accept_websocket(Loop& loop, HttpConnection& connection, const HttpRequest& request) {
  auto [stream, rest] = connection.release();
  std::string granted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ";
  granted.append(accept_key(find_header(request.headers, "Sec-WebSocket-Key"))).append("\r\n\r\n");
  stream->send(as_bytes(granted));
  return std::make_unique<WebSocketChannel>(loop, std::move(stream), wire::WebSocketReader::Role::server, std::move(rest));
}

class WebSocketDial::Impl {
 public:
  Impl(Loop& loop, const TlsContext& tls, const std::string& url, WebSocketDial::Done done, const std::string& source)
      : loop_(loop),
        url_(url),
        done_(std::move(done)),
        key_(base64(random_bytes(kKeyBytes))),
        dialogue_(
            loop, tls, "GET", url, upgrade_headers(key_), {}, [this](auto outcome) { on_outcome(std::move(outcome)); }, source) {}
  Impl(Loop& loop, std::unique_ptr<ByteStream> connection, const std::string& url, const HttpHeaders& headers,
       WebSocketDial::Done done)
      : loop_(loop),
        url_(url),
        done_(std::move(done)),
        key_(base64(random_bytes(kKeyBytes))),
        dialogue_(loop, std::move(connection), "GET", url, upgrade_headers(key_, headers), {},
                  [this](auto outcome) { on_outcome(std::move(outcome)); }) {}

  const HttpDialogue& dialogue() const { return dialogue_; }
  const HttpReply* answer() const { return answer_ ? &*answer_ : nullptr; }

 private:
  void on_outcome(Result<HttpDialogue::Outcome> outcome) {
    const auto done = std::exchange(done_, nullptr);
    if (!outcome) return done(outcome.error());
    const HttpReply& reply = answer_.emplace(std::move(outcome->reply));
    if (reply.status != 101 || find_header(reply.headers, "Sec-WebSocket-Accept") != accept_key(key_)) {
      loop_.dispose(std::move(outcome->stream));
      return done(Error{reply.status == 101 ? "the upgrade was answered with a key that does not fit"
                                            : "the upgrade was answered with HTTP status " + std::to_string(reply.status),
                        url_.substr(0, url_.find('?')), "check the path; chat servers listen on /websocket"});
    }
    done(std::unique_ptr<WebSocket>(std::make_unique<WebSocketChannel>(
        loop_, std::move(outcome->stream), wire::WebSocketReader::Role::client, std::move(outcome->rest))));
  }

  Loop& loop_;
  std::string url_;
  WebSocketDial::Done done_;
  std::string key_;
  std::optional<HttpReply> answer_;
  HttpDialogue dialogue_;
};

WebSocketDial::WebSocketDial(Loop& loop, const TlsContext& tls, const std::string& url, Done done, const std::string& source)
    : impl_(std::make_unique<Impl>(loop, tls, url, std::move(done), source)) {}
WebSocketDial::WebSocketDial(Loop& loop, std::unique_ptr<ByteStream> connection, const std::string& url,
                             const HttpHeaders& headers, Done done)
    : impl_(std::make_unique<Impl>(loop, std::move(connection), url, headers, std::move(done))) {}
WebSocketDial::~WebSocketDial() = default;

const std::string& WebSocketDial::request() const { return impl_->dialogue().request(); }
const HttpReply* WebSocketDial::answer() const { return impl_->answer(); }
const std::string& WebSocketDial::ended() const { return impl_->dialogue().ended(); }

}  // namespace redial::net
