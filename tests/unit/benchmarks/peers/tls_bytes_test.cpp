// Both ends of a TLS connection in one thread, without a socket.
#include "benchmarks/peers/tls_bytes.hpp"

#include <gtest/gtest.h>

#include "benchmarks/peers/client/tls_client.hpp"
#include "net/openssl_handles.hpp"

namespace redial::peers {
namespace {

using ContextPtr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

// Signed by itself: nobody checks it.
ContextPtr server_context() {
  const net::KeyPtr key(EVP_EC_gen("P-256"));
  const net::CertificatePtr certificate(X509_new());
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  ContextPtr context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  SSL_CTX_use_certificate(context.get(), certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  return context;
}

TlsBytes accepting(const ContextPtr& context) {
  SSL* ssl = SSL_new(context.get());
  SSL_set_accept_state(ssl);
  return TlsBytes(ssl);
}

// Carries what `from` has to send to `to`.
TlsBytes::State carry(TlsBytes& from, TlsBytes& to, std::string& clear) {
  const std::string bytes(from.to_send());
  from.sent();
  return to.feed(bytes, clear);
}

// A whole connection; what the client read. False as its second: the handshake was a full one.
std::pair<std::string, bool> talk(const TlsClient& clients, const ContextPtr& context) {
  TlsBytes client = clients.begin(), server = accepting(context);
  std::string asked, answered;
  EXPECT_EQ(client.feed({}, answered), TlsBytes::State::shaking_hands);
  EXPECT_EQ(carry(client, server, asked), TlsBytes::State::shaking_hands);
  EXPECT_EQ(carry(server, client, answered), TlsBytes::State::open);
  EXPECT_TRUE(client.say("question"));
  EXPECT_EQ(carry(client, server, asked), TlsBytes::State::open);
  EXPECT_EQ(asked, "question");
  EXPECT_TRUE(server.say("answer"));
  EXPECT_EQ(carry(server, client, answered), TlsBytes::State::open);
  return {answered, client.resumed()};
}

TEST(TlsBytes, ARequestLeavesWithTheEndOfTheHandshake) {
  EXPECT_EQ(talk(TlsClient(false), server_context()), std::pair(std::string("answer"), false));
}

TEST(TlsBytes, ATicketIsGoodForAnyNumberOfResumptions) {
  const auto context = server_context();
  const TlsClient clients(true);
  EXPECT_FALSE(talk(clients, context).second);
  EXPECT_TRUE(clients.has_ticket());
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(talk(clients, context).second);
}

TEST(TlsBytes, WithoutATicketEveryHandshakeIsAFullOne) {
  const auto context = server_context();
  SSL_CTX_set_num_tickets(context.get(), 0);
  const TlsClient clients(true);
  talk(clients, context);
  EXPECT_FALSE(clients.has_ticket());
  EXPECT_FALSE(talk(clients, context).second);
}

TEST(TlsBytes, WhatIsNoTlsFails) {
  const TlsClient clients(false);
  TlsBytes client = clients.begin();
  std::string clear;
  client.feed({}, clear);
  EXPECT_EQ(client.feed("HTTP/1.1 400 Bad Request\r\n\r\n", clear), TlsBytes::State::failed);
}

}  // namespace
}  // namespace redial::peers
