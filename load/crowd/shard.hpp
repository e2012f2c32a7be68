// The users of one event loop, and what each of them has to do when. It knows nothing of other loops, agents or the server.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "load/crowd/app.hpp"
#include "load/crowd/recorder.hpp"
#include "load/crowd/virtual_client.hpp"
#include "load/plan/plan.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"

namespace redial::load {

// Users who may dial from one address to another: the kernel has some 28,000 ports for them, and some of those rest.
inline constexpr std::uint64_t kUsersPerSource = 20'000;
// What is due and begun before answers get their turn: an overloaded loop must not stop reading.
inline constexpr int kBegunAtOnce = 64;

// How a phase stands.
struct Progress {
  std::uint64_t users = 0, online = 0;
  std::uint64_t intended = 0, connected = 0, failed = 0;  // ways to be online
  std::uint64_t losses = 0, messages = 0;
  bool settled = true;  // nothing is to happen any more

  void add(const Progress& other);
};

// What an agent's loops have in common.
struct CrowdSetup {
  Spec spec;
  std::uint64_t seed = 0;
  Share share;  // of the agent
  std::vector<App> apps;
  std::vector<Token> tokens;  // of the share's users, in their order
};

// Where a user of many dials from: an address of its own for each kUsersPerSource of them, if the server is on this machine's
// loopback; else empty, the kernel's choice.
std::string source_of(std::uint64_t user, const std::string& server);

// Loop thread only, construction and destruction included.
class Shard {
 public:
  // `share`: of this loop, which is a part of the setup's. The setup outlives the shard.
  Shard(net::Loop& loop, const net::TlsContext& tls, const CrowdSetup& setup, Share share);

  // `at`: what is planned counts from here.
  void begin(const PhaseSpec& phase, TimePoint at);
  Progress progress();
  // Ends the phase: nothing planned happens any more, and who is on the way stays so. `struck`: when the storm began.
  Phase end(std::optional<TimePoint> struck, bool interrupted);

 private:
  struct Task {
    enum class What : std::uint8_t { connect, message, link_down, link_up };
    Duration at{};
    std::uint64_t user = 0;
    What what{};
  };

  std::vector<Task> plan(const PhaseSpec& phase) const;
  void run_agenda();
  void carry_out(const Task& task);
  VirtualClient& client(std::uint64_t user) { return *clients_[user / share_.total]; }
  std::uint64_t count_online() const;
  bool is_settled(TimePoint now) const;

  const CrowdSetup& setup_;
  Share share_;
  Recorder recorder_;
  World world_;
  std::vector<std::unique_ptr<VirtualClient>> clients_;
  PhaseSpec phase_;
  std::vector<Task> agenda_;
  std::size_t next_ = 0;
  net::Timer timer_;
};

}  // namespace redial::load
