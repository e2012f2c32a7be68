// See shard.hpp.
#include "load/crowd/shard.hpp"

#include <algorithm>
#include <utility>

namespace redial::load {
namespace {

std::uint64_t sum(const ByCode& counts) {
  std::uint64_t all = 0;
  for (const auto& [code, count] : counts) all += count;
  return all;
}

// How long what is planned goes on.
Duration length_of(const PhaseSpec& phase) {
  if (const auto* hold = std::get_if<HoldPhase>(&phase.what)) return hold->lasts;
  if (const auto* flap = std::get_if<FlapPhase>(&phase.what)) return flap->lasts;
  return {};
}

bool takes_everybody(Shape shape) { return shape == Shape::storm || shape == Shape::rolling_restart || shape == Shape::expiry; }

}  // namespace

void Progress::add(const Progress& other) {
  users += other.users;
  online += other.online;
  intended += other.intended;
  connected += other.connected;
  failed += other.failed;
  losses += other.losses;
  messages += other.messages;
  settled = settled && other.settled;
}

std::string source_of(std::uint64_t user, const std::string& server) {
  const std::uint64_t block = user / kUsersPerSource;
  if (block == 0 || !server.starts_with("127.")) return {};
  return "127.1." + std::to_string(block / 250) + "." + std::to_string(block % 250 + 1);
}

Shard::Shard(net::Loop& loop, const net::TlsContext& tls, const CrowdSetup& setup, Share share)
    : setup_(setup),
      share_(share),
      recorder_(setup.spec),
      world_{loop, tls, setup.spec, setup.apps, setup.seed, recorder_},
      timer_(loop) {
  for (std::uint64_t user = share.index; user < static_cast<std::uint64_t>(setup.spec.users); user += share.total)
    clients_.push_back(std::make_unique<VirtualClient>(user, setup.tokens[user / setup.share.total],
                                                       source_of(user, setup.apps.front().address.address), world_));
}

std::vector<Shard::Task> Shard::plan(const PhaseSpec& phase) const {
  std::vector<Task> tasks;
  const std::int64_t users = setup_.spec.users;
  if (const auto* connect = std::get_if<ConnectPhase>(&phase.what))
    for (const Due& due : arrivals(*connect, users, setup_.seed, share_))
      tasks.push_back({due.at, due.user, Task::What::connect});
  if (const auto* hold = std::get_if<HoldPhase>(&phase.what))
    for (const Due& due : messages(*hold, users, setup_.seed, share_)) tasks.push_back({due.at, due.user, Task::What::message});
  if (const auto* flap = std::get_if<FlapPhase>(&phase.what))
    for (const LinkChange& change : link_changes(*flap, users, setup_.seed, share_))
      tasks.push_back({change.at, change.user, change.up ? Task::What::link_up : Task::What::link_down});
  return tasks;
}

std::uint64_t Shard::count_online() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(clients_, [](const auto& client) { return client->is_online(); }));
}

void Shard::begin(const PhaseSpec& phase, TimePoint at) {
  phase_ = phase;
  recorder_.begin(phase, at, clients_.size(), count_online());
  for (const auto& client : clients_) client->watch_for_loss();
  agenda_ = plan(phase);
  next_ = 0;
  // Who is on the way since an earlier phase is this phase's business now, and so is a message without an answer.
  Phase& now = recorder_.phase();
  now.connects.intended = now.connects.started = world_.on_the_way;
  now.messages.intended = now.messages.started = world_.unanswered;
  if (phase.shape() == Shape::connect) now.connects.intended += agenda_.size();
  if (phase.shape() == Shape::hold) now.messages.intended += agenda_.size();
  run_agenda();
}

void Shard::run_agenda() {
  const TimePoint now = world_.loop.now();
  for (int begun = 0; next_ < agenda_.size() && begun < kBegunAtOnce; ++begun) {
    if (recorder_.began() + agenda_[next_].at > now) break;
    carry_out(agenda_[next_++]);
  }
  if (next_ < agenda_.size()) timer_.start(recorder_.began() + agenda_[next_].at, [this] { run_agenda(); });
}

void Shard::carry_out(const Task& task) {
  const TimePoint due = recorder_.began() + task.at;
  switch (task.what) {
    case Task::What::connect:
      return client(task.user).connect(due);
    case Task::What::message:
      return client(task.user).send_message(due);
    case Task::What::link_down:
      return client(task.user).set_link(false);
    case Task::What::link_up:
      return client(task.user).set_link(true);
  }
}

bool Shard::is_settled(TimePoint now) const {
  const Phase& phase = recorder_.phase();
  const bool is_over = next_ == agenda_.size() && now >= recorder_.began() + length_of(phase_);
  const bool is_struck = !takes_everybody(phase_.shape()) || phase.lost_users >= phase.online_before;
  return is_over && is_struck && world_.on_the_way == 0 && world_.unanswered == 0;
}

Progress Shard::progress() {
  const Phase& phase = recorder_.phase();
  Progress progress;
  progress.users = clients_.size();
  progress.online = count_online();
  progress.intended = phase.connects.intended;
  progress.connected = phase.connects.succeeded;
  progress.failed = sum(phase.connects.failed);
  progress.losses = sum(phase.losses);
  progress.messages = phase.messages.succeeded;
  progress.settled = is_settled(world_.loop.now());
  return progress;
}

Phase Shard::end(std::optional<TimePoint> struck, bool interrupted) {
  const TimePoint now = world_.loop.now();
  const TimePoint since = struck.value_or(recorder_.began());
  const bool settled = is_settled(now);
  if (phase_.shape() == Shape::storm)
    for (const auto& client : clients_)
      if (client->was_lost() && client->is_online()) recorder_.timed(What::back, client->online_since() - since);
  timer_.cancel();
  agenda_.clear();
  next_ = 0;
  for (const auto& client : clients_) client->set_link(true);
  return recorder_.end(now, count_online(), interrupted || !settled);
}

}  // namespace redial::load
