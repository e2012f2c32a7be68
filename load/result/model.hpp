// What a bench measured: everything its writers print and its readers compare. What can be computed from it stands in
// summary.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/names.hpp"
#include "core/time/time.hpp"
#include "load/result/histogram.hpp"
#include "reports/model.hpp"

namespace redial::load {

// What happens in a phase.
enum class Shape : std::uint8_t { connect, hold, storm, rolling_restart, expiry, flap };
inline constexpr Named<Shape> kShapes[] = {{Shape::connect, "connect"}, {Shape::hold, "hold"},
                                           {Shape::storm, "storm"},     {Shape::rolling_restart, "rolling-restart"},
                                           {Shape::expiry, "expiry"},   {Shape::flap, "flap"}};

// What was timed, of every user alike.
enum class What : std::uint8_t {
  total,       // from when a user meant to connect, or lost the connection, until online
  navigation,  // from the question to its answer
  dial,        // until the socket is open: TCP, TLS, WebSocket upgrade
  login,       // from the open socket to CONNACK
  message,     // from when a message was due to its acknowledgement
  ping,        // from when a ping was due to its answer
  back,        // in a storm: from its beginning, which is one for all, until the user is online again
};
inline constexpr Named<What> kWhats[] = {{What::total, "total"}, {What::navigation, "navigation"}, {What::dial, "dial"},
                                         {What::login, "login"}, {What::message, "message"},       {What::ping, "ping"},
                                         {What::back, "back"}};
inline constexpr std::size_t kWhatCount = std::size(kWhats);

using ByCode = std::map<std::int32_t, std::uint64_t>;

// Of things that were due in a phase. What is in no other number is unfinished: neither succeeded nor failed when it ended.
struct Counts {
  std::uint64_t intended = 0;  // by the spec
  std::uint64_t started = 0;   // that much of it was begun
  std::uint64_t succeeded = 0;
  ByCode failed;  // by what the app was told

  friend bool operator==(const Counts&, const Counts&) = default;
};

// How many places the span of a declared back-off is divided into.
inline constexpr std::size_t kWaitPlaces = 1024;

// How long users waited before their n-th attempt in a row, beside what the back-off declares. Where it declares no jitter, `low`
// is `high` and nothing stands in `places`.
struct Waits {
  std::uint32_t attempt = 1;  // the last one stands for all that follow
  Duration low{}, high{};     // declared; the wait lies between
  Histogram lengths;
  std::uint64_t below = 0, above = 0;  // outside what is declared; above it is what a busy machine adds
  std::vector<std::uint64_t> places;   // within: how many in each of kWaitPlaces equal parts; empty where low is high

  friend bool operator==(const Waits&, const Waits&) = default;
};

// What happened when, in steps of `width` from the beginning of the phase. All of one length.
struct Series {
  Duration width{};
  std::vector<std::uint64_t> attempts;  // dials
  std::vector<std::uint64_t> connects;  // users who came online
  std::vector<std::uint64_t> losses;    // users who lost a connection that was online
  std::vector<std::uint64_t> messages;  // acknowledged

  friend bool operator==(const Series&, const Series&) = default;
};

// What a phase cost the mock server, as its process told before and after.
struct ServerUsage {
  Duration cpu{};                                     // user and system
  std::uint64_t logins = 0;                           // accepted ones, in the phase
  std::uint64_t memory_before = 0, memory_after = 0;  // resident bytes
  std::uint64_t sessions_before = 0, sessions_after = 0;

  friend bool operator==(const ServerUsage&, const ServerUsage&) = default;
};

struct Phase {
  std::string name;  // the spec's; one of its kind in a result
  Shape shape{};
  Duration began{}, ended{};        // since the bench began
  std::uint64_t users = 0;          // who take part
  std::uint64_t online_before = 0;  // of them
  std::uint64_t online_after = 0;
  Counts connects;  // ways to be online: of a phase that connects, one for each user; of the others, one for each loss
  Counts messages;
  std::uint64_t lost_users = 0;                     // who lost a connection at least once
  ByCode losses;                                    // connections lost while online, by what the app was told
  ByCode failed_attempts;                           // attempts after which another followed, by what the app was told
  std::uint64_t fetched_tokens = 0;                 // by apps, after a code that asks for one
  std::array<Histogram, kWhatCount> latencies;      // by What
  std::map<std::uint32_t, std::uint64_t> attempts;  // how many attempts ways that succeeded took: attempts, ways
  std::vector<Waits> waits;                         // in the order of their attempts
  Series series;
  std::optional<ServerUsage> server;
  bool interrupted = false;  // it ended before everything was settled

  const Histogram& latency(What what) const { return latencies[static_cast<std::size_t>(what)]; }
  Histogram& latency(What what) { return latencies[static_cast<std::size_t>(what)]; }

  friend bool operator==(const Phase&, const Phase&) = default;
};

// How late this machine woke who asked to be woken, during the run.
struct Lag {
  Histogram lateness;
  Duration bound{};  // of its 99th percentile, beyond which the run is inconclusive; none: not judged

  friend bool operator==(const Lag&, const Lag&) = default;
};

struct BenchResult {
  std::string redial_version, redial_commit;
  std::string started_at;  // ISO 8601, UTC
  std::string spec_name;   // its file's name, without folder and ending
  std::string spec_text;   // as it was played, which the command line may have changed in size
  std::uint64_t seed = 0;
  std::uint64_t users = 0;
  reports::Machine machine;
  unsigned agents = 0, agent_loops = 0, server_loops = 0;  // processes; loops of each
  Duration duration{};
  bool interrupted = false;                        // the user stopped it; `phases` has what there is
  std::vector<std::string> doubts;                 // why the figures may say less than they seem to, a sentence each
  std::vector<reports::Calibration> calibrations;  // before it began, by each method and delay; none: not known
  std::optional<Lag> lag;
  std::vector<Phase> phases;
};

}  // namespace redial::load
