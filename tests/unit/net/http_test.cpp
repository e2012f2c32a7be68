// HTTP over loopback: the server's side against literal bytes, the client's side against the server's.
#include "net/http.hpp"

#include <gtest/gtest.h>

#include "net/certificate_authority.hpp"
#include "net/clock.hpp"
#include "tests/unit/net/stream_peer.hpp"

namespace redial::net {
namespace {

using namespace std::chrono_literals;
using testing::Inbox;
using testing::Loopback;
using testing::Stream;
using testing::StreamPeer;

// A server's end that records requests and answers each with its own body, unless told to stay quiet.
class EchoServer final : private HttpConnection::Handler {
 public:
  EchoServer(Loop& loop, Stream stream) : loop_(loop) {
    loop_.call([&] {
      connection = std::make_unique<HttpConnection>(std::move(stream));
      connection->set_handler(this);
    });
  }
  ~EchoServer() {
    loop_.call([this] { connection.reset(); });
  }

  std::unique_ptr<HttpConnection> connection;
  Inbox<HttpRequest> requests;
  Inbox<std::string> closed;
  bool quiet = false;

 private:
  void on_request(HttpRequest request) override {
    requests.put(request);
    if (!quiet) connection->reply({.status = 200, .headers = {}, .body = request.body});
  }
  void on_closed(const std::string& why) override { closed.put(why); }

  Loop& loop_;
};

class HttpServer : public ::testing::Test {
 protected:
  HttpServer() {
    client = std::make_unique<StreamPeer>(net.loop, net.dial().value());
    server = std::make_unique<EchoServer>(net.loop, net.arrivals.take());
  }
  // The whole answer of a connection that the server closes.
  std::string answer_to(const std::string& request) {
    client->send(request);
    return client->receive(1u << 20);
  }
  Loopback net;
  std::unique_ptr<StreamPeer> client;
  std::unique_ptr<EchoServer> server;
};

TEST_F(HttpServer, RequestArrivesWithPathQueryHeadersAndBody) {
  client->send("POST /base/v2/navi.json?cloud=0 HTTP/1.1\r\nHost: a\r\nRC-Appkey: k\r\nContent-Length: 5\r\n\r\nhello");
  const HttpRequest request = server->requests.take();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path(), "/base/v2/navi.json");
  EXPECT_EQ(request.query(), "cloud=0");
  EXPECT_EQ(find_header(request.headers, "rc-appkey"), "k");
  EXPECT_EQ(request.body, "hello");
}

TEST_F(HttpServer, ReplyStandsOnTheWireAsWritten) {
  EXPECT_EQ(answer_to("POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"),
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
}

TEST_F(HttpServer, TruncatedReplyPromisesTheWholeBodyAndEndsHalfWay) {
  server->quiet = true;
  client->send("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
  server->requests.take();
  net.loop.call([&] { server->connection->reply_truncated({.status = 200, .headers = {}, .body = "12345"}); });
  EXPECT_EQ(client->receive(1u << 20), "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n12");
  EXPECT_EQ(client->why_closed(), "closed by peer");
}

TEST_F(HttpServer, ConnectionIsKeptForTheNextRequest) {
  client->send("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\naPOST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nb");
  EXPECT_EQ(server->requests.take().body, "a");
  EXPECT_EQ(server->requests.take().body, "b");
}

TEST_F(HttpServer, RequestMayArriveByteByByte) {
  for (const char c : std::string("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi")) client->send(std::string(1, c));
  EXPECT_EQ(server->requests.take().body, "hi");
}

TEST_F(HttpServer, ChunkedBodyIsJoined) {
  client->send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(server->requests.take().body, "abcde");
}

TEST_F(HttpServer, SenderThatAsksForLeaveGetsIt) {
  client->send("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client->receive(25), "HTTP/1.1 100 Continue\r\n\r\n");
  client->send("hi");
  EXPECT_EQ(server->requests.take().body, "hi");
}

TEST_F(HttpServer, GarbageIsAnsweredWith400) {
  EXPECT_TRUE(answer_to("nonsense\r\n\r\n").starts_with("HTTP/1.1 400 Bad Request"));
}

TEST_F(HttpServer, LongHeadersAreAnsweredWith431) {
  const std::string answer = answer_to("GET / HTTP/1.1\r\nX: " + std::string(kMaxHttpHeaderBytes, 'x') + "\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 431 ")) << answer;
}

TEST_F(HttpServer, LongBodyIsAnsweredWith413) {
  const std::string answer =
      answer_to("POST / HTTP/1.1\r\nContent-Length: " + std::to_string(kMaxHttpBodyBytes + 1) + "\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer;
}

TEST_F(HttpServer, BodyOfTheLargestSizeIsTaken) {
  client->send("POST / HTTP/1.1\r\nContent-Length: " + std::to_string(kMaxHttpBodyBytes) + "\r\n\r\n" +
               std::string(kMaxHttpBodyBytes, 'x'));
  EXPECT_EQ(server->requests.take().body.size(), kMaxHttpBodyBytes);
}

TEST_F(HttpServer, PipeliningWithoutEndIsReset) {
  server->quiet = true;
  client->send("GET / HTTP/1.1\r\n\r\n");
  server->requests.take();
  client->send(std::string(kMaxHttpHeaderBytes + kMaxHttpBodyBytes + 1, 'x'));
  EXPECT_EQ(client->why_closed(), "reset by peer");
}

TEST_F(HttpServer, ReplyToHeadHasNoBody) {
  EXPECT_EQ(answer_to("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

TEST_F(HttpServer, ClientThatLeavesIsTold) {
  client->close();
  EXPECT_EQ(server->closed.take(), "closed by peer");
}

// ---- the client ----
class HttpClient : public ::testing::Test {
 protected:
  ~HttpClient() override {
    net.loop.call([this] { exchange.reset(); });
  }
  void post(const std::string& url, Duration timeout = 10s) {
    net.loop.call([&] {
      exchange = std::make_unique<HttpExchange>(net.loop, trusting, HttpExchange::Call{url, {{"RC-Appkey", "k"}}, "hi", timeout},
                                                [this](Result<HttpReply> result) { outcome.put(std::move(result)); });
    });
  }
  Result<HttpReply> taken() { return outcome.take().value_or(Error{"nothing arrived", "", ""}); }
  std::string url(const std::string& scheme = "http") { return scheme + "://127.0.0.1:" + std::to_string(net.port) + "/x"; }

  CertificateAuthority ca = CertificateAuthority::make().value();
  TlsContext trusting = TlsContext::client(ca.ca_file()).value();
  Loopback net;
  Inbox<std::optional<Result<HttpReply>>> outcome;
  std::unique_ptr<HttpExchange> exchange;
};

TEST_F(HttpClient, RequestStandsOnTheWireAsWritten) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  const std::string expected =
      "POST /x HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(net.port) + "\r\nRC-Appkey: k\r\nContent-Length: 2\r\n\r\nhi";
  EXPECT_EQ(server.receive(expected.size()), expected);
}

TEST_F(HttpClient, ReplyComesWithStatusAndBody) {
  post(url());
  EchoServer server(net.loop, net.arrivals.take());
  const auto reply = taken();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->body, "hi");
}

TEST_F(HttpClient, HttpsWorksWithTheAuthoritysCertificate) {
  post(url("https"));
  auto stream = net.loop.call([&, arrived = net.arrivals.take()]() mutable {
    return tls_server(net.loop, ca.issue_server().value(), std::move(arrived));
  });
  EchoServer server(net.loop, std::move(stream));
  EXPECT_TRUE(taken());
}

TEST_F(HttpClient, ErrorStatusIsAReply) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  server.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(taken()->status, 403);
}

TEST_F(HttpClient, ReplyMayEndWithTheConnection) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  server.send("HTTP/1.1 200 OK\r\n\r\nbody");
  server.close();
  EXPECT_EQ(taken()->body, "body");
}

TEST_F(HttpClient, ReplyThatIsCutShortIsAnError) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbody");
  server.close();
  EXPECT_EQ(taken().error().what, "no complete reply: closed by peer");
}

TEST_F(HttpClient, BodyOverTheLimitIsAnError) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  server.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kMaxHttpBodyBytes + 1) + "\r\n\r\n");
  EXPECT_EQ(taken().error().what, "body longer than 262144 bytes");
}

TEST_F(HttpClient, EndlessBodyIsAnErrorAtTheLimit) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  server.send("HTTP/1.1 200 OK\r\n\r\n" + std::string(kMaxHttpBodyBytes + 1, 'x'));
  EXPECT_EQ(taken().error().what, "body longer than 262144 bytes");
}

TEST_F(HttpClient, RedirectIsNotFollowed) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  server.send("HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
  const auto reply = taken();
  EXPECT_EQ(reply->status, 307);
  EXPECT_EQ(find_header(reply->headers, "location"), "/elsewhere");
}

TEST_F(HttpClient, GarbageIsAnError) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  server.send("garbage\r\n\r\n");
  EXPECT_FALSE(taken());
}

TEST_F(HttpClient, SilenceEndsWithTheTimeout) {
  post(url(), 20ms);
  StreamPeer server(net.loop, net.arrivals.take());
  EXPECT_EQ(taken().error().what, "no reply in time");
}

TEST_F(HttpClient, NobodyListeningIsAnError) {
  net.loop.call([&] { net.listener->close(); });
  post(url());
  EXPECT_EQ(taken().error().what, "cannot connect: Connection refused");
}

TEST_F(HttpClient, BadUrlIsAnErrorNotInsideTheConstructor) {
  post("nonsense");
  EXPECT_EQ(taken().error().what, "not a URL we can dial");
}

TEST_F(HttpClient, DestroyedExchangeHangsUpAndSaysNothing) {
  post(url());
  StreamPeer server(net.loop, net.arrivals.take());
  net.loop.call([&] { exchange.reset(); });
  server.why_closed();
  EXPECT_TRUE(outcome.empty());
}

TEST_F(HttpClient, ExchangeMayBeDestroyedInItsCallback) {
  Inbox<bool> done;
  net.loop.call([&] {
    exchange = std::make_unique<HttpExchange>(net.loop, trusting, HttpExchange::Call{url(), {}, "hi", 10s},
                                              [&](Result<HttpReply> reply) {
                                                exchange.reset();
                                                done.put(reply.ok());
                                              });
  });
  EchoServer server(net.loop, net.arrivals.take());
  EXPECT_TRUE(done.take());
}

}  // namespace
}  // namespace redial::net
