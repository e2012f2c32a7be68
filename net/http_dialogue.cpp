// Every way out of the dialogue is finish(), and finish() is the last thing it does: the callback may destroy it.
#include "net/http_dialogue.hpp"

#include "net/http_message.hpp"

namespace redial::net {

HttpDialogue::HttpDialogue(Loop& loop, const TlsContext& tls, const std::string& method, const std::string& url,
                           const HttpHeaders& headers, const std::string& body, Done done, const std::string& source)
    : loop_(loop), tls_(tls), done_(std::move(done)), later_(loop) {
  auto parsed = parse_url(url);
  if (!parsed) {
    later_.start_in({}, [this, error = parsed.error()] { finish(error); });
    return;
  }
  url_ = std::move(*parsed);
  request_ = request_text(method, url_, headers, body);
  dial_ = std::make_unique<TcpDial>(
      loop, url_.host, url_.port, [this](auto stream) { on_dialled(std::move(stream)); }, source);
}

HttpDialogue::HttpDialogue(Loop& loop, std::unique_ptr<ByteStream> connection, const std::string& method, const std::string& url,
                           const HttpHeaders& headers, const std::string& body, Done done)
    : loop_(loop),
      done_(std::move(done)),
      url_(parse_url(url).value()),
      request_(request_text(method, url_, headers, body)),
      later_(loop),
      stream_(std::move(connection)) {
  ask();
}

HttpDialogue::~HttpDialogue() { loop_.dispose(std::move(stream_)); }

void HttpDialogue::on_dialled(Result<std::unique_ptr<ByteStream>> stream) {
  if (!stream) return finish(stream.error());
  stream_ = std::move(*stream);
  if (url_.tls) stream_ = tls_client(loop_, *tls_, std::move(stream_), url_.host);
  ask();
}

void HttpDialogue::ask() {
  stream_->set_handler(this);
  stream_->send(as_bytes(request_));
}

void HttpDialogue::on_bytes(std::span<const std::uint8_t> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  const auto complete = parser_.feed(bytes_);
  if (!complete) return finish(Error{complete.error().what, url_.authority, "check that this is an HTTP server"});
  if (*complete) finish(std::nullopt);
}

void HttpDialogue::on_closed(const std::string& why) {
  if (parser_.feed_end()) return finish(std::nullopt);
  ended_ = why;
  finish(Error{"no complete reply: " + why, url_.authority, "look at the server's side"});
}

void HttpDialogue::finish(std::optional<Error> error) {
  if (stream_) stream_->set_handler(nullptr);
  const auto done = std::exchange(done_, nullptr);
  if (!done) return;
  if (error) return done(*std::move(error));
  done(Outcome{parser_.take(), std::move(stream_), std::move(bytes_)});
}

}  // namespace redial::net
