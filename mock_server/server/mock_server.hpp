// The mock server on real sockets: event loops with a thread of their own, each around a pure ChatServer of its own. An app lives
// wholly on one of them. Every public function may be called from any thread; it posts to the loop and waits. Binds loopback
// unless told otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/control/rest.hpp"
#include "core/control/server_state.hpp"
#include "core/time/compressed_clock.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "mock_server/server/observers.hpp"
#include "net/capture/folder.hpp"
#include "net/process_usage.hpp"

namespace redial::mock_server {

// PEM files. `ca` is what clients are to trust. Certificates that a fault wants wrong in one point are signed by another CA then.
struct TlsFiles {
  std::string certificate, key, ca;
};

inline constexpr std::uint32_t kMaxLoops = 64;
// Of the descriptors that the process may open, those that are no chat connections: listeners, navigation, the control plane.
inline constexpr std::size_t kReservedDescriptors = 200;

// How long a client may take until it has said who it is: TLS, upgrade request, CONNECT. In compressed time, and where a fault
// has a hand in the connection, it is never told to hurry.
inline constexpr Duration kMaxHandshake = std::chrono::seconds(60);

struct Options {
  std::string address = "127.0.0.1";  // an IP address of this machine
  std::string public_host;            // what clients dial; empty: the address, or 127.0.0.1 where that means "all addresses"
  std::uint16_t api_port = 0;         // of the Server API; 0: a free one
  std::optional<TlsFiles> tls;        // absent: a CA made at start, good for localhost, 127.0.0.1, ::1 and the public host
  std::uint32_t loops = 1;            // 1 to kMaxLoops; apps are spread over them
  std::size_t max_connections = 0;    // chat connections of all apps; 0: what the process may open, less what it needs itself
  Duration max_handshake = kMaxHandshake;
  bool tls_resumption = false;                     // clients may resume their TLS sessions
  std::optional<CompressedClock> clock;            // of one run, which moves it; absent: the machine's
  std::shared_ptr<net::capture::Folder> captures;  // every connection is captured there; null: none is
  std::size_t remembered_events = 0;               // of each app, for observers that come later
};

// What the server's process takes of the machine, and each of its loops.
struct Usage {
  struct LoopUsage {
    net::CpuTime cpu;                    // of its thread
    Duration lag{};                      // how long the loop took to come to the question
    std::uint64_t connections_open = 0;  // chat connections of its apps
  };
  TimePoint at{};  // on the clock of the observations' times
  net::CpuTime cpu;
  std::uint64_t resident_bytes = 0;
  std::vector<LoopUsage> loops;
};

class MockServer {
  struct Worker;

 public:
  // Errors: unreadable TLS files, an address or port that cannot be listened on; no loops, too many, or several with a clock of a
  // run's.
  static Result<std::unique_ptr<MockServer>> start(const Options& options);
  // Resets all connections and closes all listeners.
  ~MockServer();
  MockServer(const MockServer&) = delete;
  MockServer& operator=(const MockServer&) = delete;

  const std::string& ca_file() const;
  // "http://127.0.0.1:4711", the same for all apps.
  const std::string& server_api_url() const;

  // On the loop with the fewest apps. Apps of other loops are strangers to it: their tokens count as altered, not as foreign.
  // Opens the app's listeners. Errors: the AppKey is taken, a port cannot be had.
  Result<control::App> create_app(const control::CreateApp& app);
  // Errors: no such app, or a parameter out of range.
  Result<control::ServerReply> perform(const AppKey& app, const control::ServerCommand& command);
  Result<Stats> stats(const AppKey& app) const;
  // What there is at this moment, with secrets and tokens. Errors: no such app.
  std::vector<control::AppEntry> apps() const;
  Result<control::AppState> app_state(const AppKey& app) const;
  Usage usage() const;
  // ---- only with a clock of a run's; otherwise errors ----
  // Moves the clock. What falls due happens in `settle`.
  Result<Done> set_clock(const CompressedClock& clock);
  // Does what has arrived and what is due, until nothing is left. `told`: events of the app told to its observer so far, the
  // first one if there are several. Errors: no such app.
  struct Settled {
    control::Rest rest;
    std::uint64_t told = 0;
  };
  Result<Settled> settle(const AppKey& app);

  // Names the clock of the observations' times (net/clock.hpp).
  static std::string clock_id();

  // Ends the observing when destroyed; no call to the observer comes after that. Must not outlive the server.
  class Subscription {
   public:
    ~Subscription();

   private:
    friend class MockServer;
    Subscription(Worker& worker, AppKey app, std::uint64_t number) : worker_(worker), app_(std::move(app)), number_(number) {}
    Worker& worker_;
    AppKey app_;
    std::uint64_t number_;
  };
  // Tells `observer` everything about the app from now on; `with_recent`: before that, what is remembered. Errors: no such app.
  Result<std::unique_ptr<Subscription>> subscribe(const AppKey& app, Observer observer, bool with_recent = false);

 private:
  struct Impl;
  explicit MockServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::mock_server
