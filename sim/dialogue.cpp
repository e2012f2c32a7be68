// See dialogue.hpp. What fails is told in the words that real sockets have for it.
#include "sim/dialogue.hpp"

#include <charconv>
#include <utility>

#include "sim/tls_stream.hpp"

namespace redial::sim {

Target parse_target(std::string_view url) {
  const auto scheme_end = url.find("://");
  const auto scheme = url.substr(0, scheme_end);
  const auto rest = url.substr(scheme_end + 3);
  const auto path_begin = std::min(rest.find('/'), rest.size());
  return {.over_tls = scheme == "https" || scheme == "wss" || scheme == "tls",
          .authority = std::string(rest.substr(0, path_begin)),
          .path = std::string(rest.substr(path_begin))};
}

Dialogue::Dialogue(World& world, Network& network, bool trusts, const Target& target, const std::string& method, HttpText request,
                   Done done)
    : world_(world),
      trusts_(trusts),
      target_(target),
      done_(std::move(done)),
      dial_(network, target.authority, [this](auto stream) { on_dialled(std::move(stream)); }) {
  request.first_line = method + " " + target.path + " HTTP/1.1";
  request_ = to_text(request);
}

Dialogue::~Dialogue() { world_.dispose(std::move(stream_)); }

int Dialogue::status_of(const HttpText& reply) {
  int status = 0;
  const auto text = std::string_view(reply.first_line).substr(std::min(reply.first_line.size(), sizeof "HTTP/1.1"));
  std::from_chars(text.data(), text.data() + text.size(), status);
  return status;
}

void Dialogue::on_dialled(Result<std::unique_ptr<Stream>> stream) {
  if (!stream) return fail(stream.error());
  stream_ = std::move(*stream);
  if (target_.over_tls) stream_ = TlsStream::client(std::move(stream_), trusts_);
  stream_->set_handler(this);
  stream_->send(as_bytes(request_));
}

void Dialogue::on_bytes(std::span<const std::uint8_t> bytes) {
  auto reply = reader_.read(bytes);
  if (!reader_.flaw().empty()) return fail({reader_.flaw(), target_.authority, "check that this is an HTTP server"});
  if (!reply) return;
  stream_->set_handler(nullptr);
  const auto done = std::exchange(done_, nullptr);
  done(Outcome{std::move(*reply), std::move(stream_), std::string(reader_.rest())});
}

void Dialogue::on_closed(const std::string& why) { fail({"no reply: " + why, target_.authority, "look at the server's side"}); }

void Dialogue::fail(Error error) {
  if (stream_) stream_->set_handler(nullptr);
  if (const auto done = std::exchange(done_, nullptr)) done(std::move(error));
}

}  // namespace redial::sim
