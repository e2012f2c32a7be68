// One context per kind of certificate, made at the start.
#include "mock_server/server/tls_front.hpp"

#include <chrono>
#include <utility>

namespace redial::mock_server {
namespace {

using fault::TlsFlaw;
using net::ServerCertificate;
using std::chrono::days;

const ServerCertificate kExpired{.valid_from = -days(30), .valid_until = -days(1)};
const ServerCertificate kNotYetValid{.valid_from = days(1), .valid_until = days(30)};
const ServerCertificate kWrongHost{.host = "chat.invalid", .for_this_machine = false};  // RFC 2606: nobody's

}  // namespace

Result<TlsFront> TlsFront::make(net::TlsContext good, const net::CertificateAuthority& issuer, bool tells_secrets) {
  const auto stranger = net::CertificateAuthority::make();
  if (!stranger) return stranger.error();
  std::map<TlsFlaw, net::TlsContext> contexts{{TlsFlaw::none, std::move(good)}};
  for (auto& [flaw, context] :
       {std::pair(TlsFlaw::unknown_ca, stranger->issue_server()), std::pair(TlsFlaw::expired, issuer.issue_server(kExpired)),
        std::pair(TlsFlaw::not_yet_valid, issuer.issue_server(kNotYetValid)),
        std::pair(TlsFlaw::wrong_host, issuer.issue_server(kWrongHost)),
        std::pair(TlsFlaw::old_version, issuer.issue_server({}, net::TlsVersions::only_1_1))}) {
    if (!context) return context.error();
    contexts.emplace(flaw, *context);
  }
  if (tells_secrets) {
    for (auto& [flaw, context] : contexts) context.tell_secrets();
  }
  return TlsFront(std::move(contexts));
}

std::unique_ptr<net::ByteStream> TlsFront::serve(net::Loop& loop, std::unique_ptr<net::ByteStream> stream, TlsFlaw flaw,
                                                 net::OnSecret on_secret) const {
  if (flaw == TlsFlaw::hang) return net::tls_broken_server(std::move(stream), net::HandshakeFlaw::unanswered);
  if (flaw == TlsFlaw::cut) return net::tls_broken_server(std::move(stream), net::HandshakeFlaw::reset);
  return net::tls_server(loop, contexts_.at(flaw), std::move(stream), std::move(on_secret));
}

}  // namespace redial::mock_server
