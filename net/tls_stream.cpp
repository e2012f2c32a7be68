// The TLS layer: OpenSSL reads what the transport has just told of, and writes to the transport, so that nothing is kept between.
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <vector>

#include "net/openssl_handles.hpp"
#include "net/tls.hpp"

namespace redial::net {
namespace {

constexpr std::size_t kRecordBytes = 16 * 1024;  // the largest TLS record

using SslPtr = std::unique_ptr<SSL, FreedBy<SSL_free>>;

// What OpenSSL reads from and writes to.
class TlsTransport {
 public:
  // Gives what is there, 0 if there is nothing.
  virtual std::size_t take(std::span<std::uint8_t> room) = 0;
  virtual void put(std::span<const std::uint8_t> bytes) = 0;

 protected:
  ~TlsTransport() = default;
};

int bio_read(BIO* bio, char* room, std::size_t size, std::size_t* taken) {
  BIO_clear_retry_flags(bio);
  *taken = static_cast<TlsTransport*>(BIO_get_data(bio))->take({reinterpret_cast<std::uint8_t*>(room), size});
  if (*taken == 0) BIO_set_retry_read(bio);
  return *taken > 0 ? 1 : 0;
}

int bio_write(BIO* bio, const char* bytes, std::size_t size, std::size_t* written) {
  static_cast<TlsTransport*>(BIO_get_data(bio))->put({reinterpret_cast<const std::uint8_t*>(bytes), size});
  *written = size;
  return 1;
}

long bio_control(BIO*, int what, long, void*) { return what == BIO_CTRL_FLUSH ? 1 : 0; }

const BIO_METHOD* bio_method() {
  static const std::unique_ptr<BIO_METHOD, FreedBy<BIO_meth_free>> method = [] {
    std::unique_ptr<BIO_METHOD, FreedBy<BIO_meth_free>> made(
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "byte stream"));
    BIO_meth_set_read_ex(made.get(), bio_read);
    BIO_meth_set_write_ex(made.get(), bio_write);
    BIO_meth_set_ctrl(made.get(), bio_control);
    return made;
  }();
  return method.get();
}

// Goes to an SSL, which owns it.
BIO* make_bio(TlsTransport& transport) {
  BIO* bio = BIO_new(bio_method());
  BIO_set_data(bio, &transport);
  BIO_set_init(bio, 1);
  return bio;
}

class TlsStream final : public ByteStream, private ByteStream::Handler, private TlsTransport {
 public:
  TlsStream(Loop& loop, const TlsContext& context, std::unique_ptr<ByteStream> transport, OnSecret on_secret = {})
      : transport_(std::move(transport)), on_secret_(std::move(on_secret)), resume_(loop), ssl_(SSL_new(context.native())) {
    BIO* bio = make_bio(*this);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_app_data(ssl_.get(), &on_secret_);
  }

  void start_server() { SSL_set_accept_state(ssl_.get()); }
  void start_client(const std::string& host, OnHandshake on_handshake);

  void set_handler(ByteStream::Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override { transport_->reset(); }

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  std::size_t take(std::span<std::uint8_t> room) override;
  void put(std::span<const std::uint8_t> bytes) override { transport_->send(bytes); }
  void decrypt();
  void handshake();
  void finish_handshake();
  void tell_handshake();
  void read_records();
  void write_record(std::span<const std::uint8_t> bytes);
  void fail(const std::string& why);
  std::string error_in_words() const;

  std::unique_ptr<ByteStream> transport_;
  OnSecret on_secret_;
  OnHandshake on_handshake_;
  Timer resume_;  // reading what came for the handler before
  SslPtr ssl_;
  std::span<const std::uint8_t> told_;  // by the transport, inside `on_bytes`, and not read yet
  std::vector<std::uint8_t> kept_;      // that came before and could not be read while there was no handler
  ByteStream::Handler* handler_ = nullptr;
  std::vector<std::uint8_t> waiting_;  // for the handshake
  std::string ended_;                  // why, where the transport does not know it
  bool closing_ = false;
};

void TlsStream::start_client(const std::string& host, OnHandshake on_handshake) {
  on_handshake_ = std::move(on_handshake);
  SSL_set_connect_state(ssl_.get());
  X509_VERIFY_PARAM* expected = SSL_get0_param(ssl_.get());
  if (X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str()) != 1) {  // not an IP address: a name
    X509_VERIFY_PARAM_set1_host(expected, host.data(), host.size());
    SSL_set_tlsext_host_name(ssl_.get(), host.c_str());
  }
  handshake();
}

void TlsStream::set_handler(ByteStream::Handler* handler) {
  handler_ = handler;
  transport_->set_handler(handler ? this : nullptr);
  const bool is_left = !kept_.empty() || SSL_has_pending(ssl_.get()) == 1;
  if (handler && is_left) resume_.start_in({}, [this] { on_bytes({}); });
}

void TlsStream::send(std::span<const std::uint8_t> bytes) {
  if (closing_ || bytes.empty()) return;
  if (SSL_is_init_finished(ssl_.get())) return write_record(bytes);
  if (waiting_.size() + bytes.size() > kMaxQueuedBytes) return fail("too much was sent before the TLS handshake was done");
  waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
}

void TlsStream::close() {
  closing_ = true;
  if (SSL_is_init_finished(ssl_.get())) SSL_shutdown(ssl_.get());
  transport_->close();
}

void TlsStream::on_bytes(std::span<const std::uint8_t> bytes) {
  told_ = bytes;
  decrypt();
  kept_.insert(kept_.end(), told_.begin(), told_.end());
  told_ = {};
}

std::size_t TlsStream::take(std::span<std::uint8_t> room) {
  if (kept_.empty()) {
    const auto taken = told_.first(std::min(room.size(), told_.size()));
    std::ranges::copy(taken, room.begin());
    told_ = told_.subspan(taken.size());
    return taken.size();
  }
  const std::size_t size = std::min(room.size(), kept_.size());
  std::copy_n(kept_.begin(), size, room.begin());
  kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(size));
  if (kept_.empty()) kept_ = {};
  return size;
}

void TlsStream::decrypt() {
  if (!SSL_is_init_finished(ssl_.get())) handshake();
  if (SSL_is_init_finished(ssl_.get())) read_records();
}

void TlsStream::on_closed(const std::string& why) {
  if (!handler_) return;
  if (!ended_.empty()) return handler_->on_closed(ended_);
  handler_->on_closed(SSL_is_init_finished(ssl_.get()) ? why : "during the TLS handshake: " + why);
}

void TlsStream::handshake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_.get());
  if (result == 1) return finish_handshake();
  if (SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ) return;
  fail("TLS handshake failed: " + error_in_words());
  tell_handshake();
}

void TlsStream::tell_handshake() {
  if (const auto tell = std::exchange(on_handshake_, nullptr)) tell(facts_of(ssl_.get()));
}

void TlsStream::finish_handshake() {
  tell_handshake();
  if (!waiting_.empty()) write_record(std::exchange(waiting_, {}));
  if (handler_ && !SSL_is_server(ssl_.get())) handler_->on_secured();
}

void TlsStream::read_records() {
  std::array<std::uint8_t, kRecordBytes> plain;
  while (handler_) {
    ERR_clear_error();
    const int size = SSL_read(ssl_.get(), plain.data(), static_cast<int>(plain.size()));
    if (size <= 0) {
      const int error = SSL_get_error(ssl_.get(), size);
      if (error == SSL_ERROR_SSL || error == SSL_ERROR_SYSCALL) fail("TLS failed: " + error_in_words());
      if (error == SSL_ERROR_ZERO_RETURN && !closing_) {
        ended_ = "closed by peer";
        close();
      }
      return;
    }
    handler_->on_bytes(std::span(plain).first(static_cast<std::size_t>(size)));
  }
}

void TlsStream::write_record(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {  // the transport takes everything, record by record
    const int size = SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    if (size <= 0) return fail("TLS failed: " + error_in_words());
    bytes = bytes.subspan(static_cast<std::size_t>(size));
  }
}

void TlsStream::fail(const std::string& why) {
  if (ended_.empty()) ended_ = why;
  closing_ = true;
  transport_->close();
}

std::string TlsStream::error_in_words() const {
  const long verdict = SSL_get_verify_result(ssl_.get());
  if (verdict != X509_V_OK)
    return std::string("the server's certificate is not trusted: ") + X509_verify_cert_error_string(verdict);
  const char* reason = ERR_reason_error_string(ERR_peek_error());
  return reason ? reason : "broken off";
}

}  // namespace

void TlsContext::tell_secrets() {
  SSL_CTX_set_keylog_callback(native(), [](const SSL* ssl, const char* line) {
    const auto* on_secret = static_cast<const OnSecret*>(SSL_get_app_data(ssl));
    if (on_secret != nullptr && *on_secret) (*on_secret)(line);
  });
}

std::unique_ptr<ByteStream> tls_server(Loop& loop, const TlsContext& context, std::unique_ptr<ByteStream> transport,
                                       OnSecret on_secret) {
  auto stream = std::make_unique<TlsStream>(loop, context, std::move(transport), std::move(on_secret));
  stream->start_server();
  return stream;
}

std::unique_ptr<ByteStream> tls_client(Loop& loop, const TlsContext& context, std::unique_ptr<ByteStream> transport,
                                       const std::string& host, OnHandshake on_handshake) {
  auto stream = std::make_unique<TlsStream>(loop, context, std::move(transport));
  stream->start_client(host, std::move(on_handshake));
  return stream;
}

}  // namespace redial::net
