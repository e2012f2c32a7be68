// The client's side of one HTTP request: dial, TLS where the URL says so, ask, read the reply. It has no time limit.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "sim/http_text.hpp"
#include "sim/network.hpp"

namespace redial::sim {

// "wss://127.0.0.1:9004/websocket?…", taken apart.
struct Target {
  bool over_tls = false;
  std::string authority;  // host:port
  std::string path;       // with the query
};
// Precondition: http, https, ws, wss, tcp or tls, as navigation and our own client write them.
Target parse_target(std::string_view url);

class Dialogue final : private Stream::Handler {
 public:
  struct Outcome {
    HttpText reply;
    std::unique_ptr<Stream> stream;  // still open
    std::string rest;                // what came behind the reply
  };
  using Done = std::function<void(Result<Outcome>)>;

  // Called once, never inside the constructor; may destroy the dialogue. Destroying it gives up.
  // `trusts`: the client knows the server's CA. `request`: its first line is put in by `method` and `target`.
  Dialogue(World& world, Network& network, bool trusts, const Target& target, const std::string& method, HttpText request,
           Done done);
  ~Dialogue();

  static int status_of(const HttpText& reply);

 private:
  void on_dialled(Result<std::unique_ptr<Stream>> stream);
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void fail(Error error);

  World& world_;
  bool trusts_;
  Target target_;
  std::string request_;
  Done done_;
  std::unique_ptr<Stream> stream_;
  HttpReader reader_;
  Network::Dial dial_;
};

}  // namespace redial::sim
