// redial-bare-server: prints the ports it listens on, as "plain PORT" and "tls PORT", and serves until it is killed.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "benchmarks/peers/bare_server/bare_server.hpp"

namespace {

using redial::peers::BareServer;
using redial::peers::Listening;

constexpr int kFailed = 1;

int fail(const std::string& why) {
  std::cerr << "redial-bare-server: " << why << "\n";
  return kFailed;
}

// Stateless tickets, one for each handshake; null if the files are no certificate and its key.
std::shared_ptr<SSL_CTX> tls_context(const std::string& certificate, const std::string& key) {
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context.get(), 1);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
  const bool usable = SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) == 1 &&
                      SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) == 1;
  return usable ? context : nullptr;
}

void raise_descriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run(std::uint16_t port, std::uint16_t tls_port, const std::string& certificate, const std::string& key) {
  raise_descriptors();
  BareServer server;
  const auto plain = server.listen({.port = port});
  if (!plain) return fail(to_text(plain.error()));
  std::cout << "plain " << *plain << "\n";
  std::shared_ptr<SSL_CTX> context;
  if (!certificate.empty()) {
    context = tls_context(certificate, key);
    if (!context) return fail(certificate + " and " + key + " are no certificate and its key, in PEM");
    const auto tls = server.listen({.port = tls_port, .tls = context.get()});
    if (!tls) return fail(to_text(tls.error()));
    std::cout << "tls " << *tls << "\n";
  }
  std::cout << std::flush;
  server.serve();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Answers every login on loopback with the same bytes: as fast as this machine can.", "redial-bare-server");
  std::uint16_t port = 0, tls_port = 0;
  std::string certificate, key;
  app.add_option("--port", port, "Port for plain connections; 0, the default, takes a free one");
  app.add_option("--tls-port", tls_port, "Port for TLS");
  app.add_option("--tls-cert", certificate, "PEM certificate; without it there is no TLS");
  app.add_option("--tls-key", key, "PEM key of that certificate");
  try {
    CLI11_PARSE(app, argc, argv);
    return run(port, tls_port, certificate, key);
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}
