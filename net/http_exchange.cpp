// An HTTP dialogue with a time limit.
#include "net/http_dialogue.hpp"

namespace redial::net {

class HttpExchange::Impl {
 public:
  Impl(Loop& loop, const TlsContext& tls, const Call& call, HttpExchange::Done done)
      : loop_(loop),
        done_(std::move(done)),
        limit_(loop),
        dialogue_(loop, tls, "POST", call.url, call.headers, call.body,
                  [this](auto outcome) { on_outcome(std::move(outcome)); }) {
    limit_.start_in(call.timeout, [this] { finish(Error{"no reply in time", "HTTP", "check the server, or allow more time"}); });
  }

 private:
  void on_outcome(Result<HttpDialogue::Outcome> outcome) {
    if (!outcome) return finish(outcome.error());
    loop_.dispose(std::move(outcome->stream));
    finish(std::move(outcome->reply));
  }

  void finish(Result<HttpReply> result) {
    limit_.cancel();
    if (const auto done = std::exchange(done_, nullptr)) done(std::move(result));
  }

  Loop& loop_;
  HttpExchange::Done done_;
  Timer limit_;
  HttpDialogue dialogue_;
};

HttpExchange::HttpExchange(Loop& loop, const TlsContext& tls, const Call& call, Done done)
    : impl_(std::make_unique<Impl>(loop, tls, call, std::move(done))) {}
HttpExchange::~HttpExchange() = default;

}  // namespace redial::net
