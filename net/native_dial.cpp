// Every way out is finish() or fail(), and that is the last thing it does: the callback may destroy the dial.
#include "net/native_dial.hpp"

#include <utility>

namespace redial::net {

NativeDial::NativeDial(Loop& loop, const TlsContext& tls, const std::string& url, Done done, const std::string& source)
    : loop_(loop), tls_(tls), done_(std::move(done)), later_(loop) {
  auto parsed = parse_url(url);
  if (!parsed) {
    later_.start_in({}, [this, error = parsed.error()] { fail(error); });
    return;
  }
  url_ = std::move(*parsed);
  dial_ = std::make_unique<TcpDial>(
      loop, url_.host, url_.port, [this](auto stream) { on_dialled(std::move(stream)); }, source);
}

NativeDial::~NativeDial() { loop_.dispose(std::move(stream_)); }

void NativeDial::on_dialled(Result<std::unique_ptr<ByteStream>> stream) {
  if (!stream) return fail(stream.error());
  stream_ = std::move(*stream);
  if (!url_.tls) return finish();
  stream_ = tls_client(loop_, tls_, std::move(stream_), url_.host);
  stream_->set_handler(this);
}

void NativeDial::on_closed(const std::string& why) { fail({"not opened: " + why, url_.authority, "look at the server's side"}); }

void NativeDial::finish() {
  stream_->set_handler(nullptr);
  std::exchange(done_, nullptr)(std::make_unique<NativeSocket>(std::move(stream_)));
}

void NativeDial::fail(Error error) {
  if (const auto done = std::exchange(done_, nullptr)) done(std::move(error));
}

}  // namespace redial::net
