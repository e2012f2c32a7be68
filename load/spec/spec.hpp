// A bench's spec as data: how many users, what they are like, and what happens to them, phase by phase. Where and when each of
// them does what is made of it by load/plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/names.hpp"
#include "core/base/result.hpp"
#include "core/time/backoff.hpp"
#include "core/wire/dialect.hpp"
#include "load/result/model.hpp"
#include "scenarios/engine/diagnostic.hpp"

namespace redial::load {

inline constexpr std::int64_t kMaxUsers = 1'000'000;
inline constexpr std::int64_t kMaxRate = 1'000'000;  // per second: users who arrive, messages
inline constexpr std::int64_t kMaxApps = 64;
inline constexpr std::int64_t kMaxPhases = 50;
inline constexpr std::int64_t kMaxDelays = 32;  // of a back-off
inline constexpr Duration kMaxPhaseLength = std::chrono::hours(24);
inline constexpr std::size_t kMaxSpecBytes = 64 * 1024;

// When users arrive at a rate: each the same time after the one before, or by chance, as independent people do.
enum class Arrivals : std::uint8_t { steady, poisson };
inline constexpr Named<Arrivals> kArrivals[] = {{Arrivals::steady, "steady"}, {Arrivals::poisson, "poisson"}};

// How a storm takes everybody's connection away.
enum class Drop : std::uint8_t { reset, close, blackhole, restart };
inline constexpr Named<Drop> kDrops[] = {
    {Drop::reset, "reset"}, {Drop::close, "close"}, {Drop::blackhole, "blackhole"}, {Drop::restart, "restart"}};

struct ConnectPhase {
  std::int64_t rate = 1;  // users a second
  Arrivals arrivals = Arrivals::steady;
};
struct HoldPhase {
  Duration lasts{};
  std::int64_t messages = 0;  // a second, of all users together
};
struct StormPhase {
  Drop by{};
  Duration down{};  // of restart
};
struct RollingRestartPhase {
  Duration down{}, pause{};  // of each app; between one's return and the next one's restart
};
struct ExpiryPhase {};
struct FlapPhase {
  std::int64_t percent = 0;  // of the users
  Duration up{}, down{}, lasts{};
};

struct PhaseSpec {
  std::string name;   // no other of the spec has it
  Duration within{};  // how long the phase goes on behind what it does, at most, until all is settled
  std::variant<ConnectPhase, HoldPhase, StormPhase, RollingRestartPhase, ExpiryPhase, FlapPhase> what;

  Shape shape() const { return static_cast<Shape>(what.index()); }
};

struct Spec {
  std::string shows;
  std::int64_t users = 1;
  std::int64_t apps = 1;  // that the users are spread over; each lives on one loop of the server
  bool tls = false;
  wire::Dialect dialect = wire::Dialect::web;
  bool navigates = true;  // otherwise everybody knows the chat server's address
  BackoffPolicy backoff;
  bool retries_first_connect = false;
  Duration ping_interval{}, ping_timeout{};
  bool fetches_token = false;  // the app's answer to 31004
  std::vector<PhaseSpec> phases;
};

// Everything that is wrong, with line and column. `file` is what messages call the text. Never throws, whatever the text.
Result<Spec, std::vector<scenarios::Diagnostic>> parse_spec(std::string_view text, std::string_view file);

// What the command line changes of a spec's size.
struct Resize {
  std::optional<std::int64_t> users, rate;  // rate: of every connect phase
  double scale = 1;                         // of users, and of rates and messages; after the others
};
// Nothing becomes less than one, nor more than its limit.
Spec resized(Spec spec, const Resize& resize);

}  // namespace redial::load
