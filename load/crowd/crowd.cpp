// See crowd.hpp.
#include "load/crowd/crowd.hpp"

#include <utility>

#include "load/result/merge.hpp"

namespace redial::load {

Result<std::unique_ptr<Crowd>> Crowd::make(CrowdSetup setup, unsigned loops, const std::string& ca_file) {
  auto tls = net::TlsContext::client(ca_file);
  if (!tls) return tls.error();
  const std::uint64_t of_share = setup.share.of(static_cast<std::uint64_t>(setup.spec.users));
  if (setup.tokens.size() < of_share)
    return Error{"there are " + std::to_string(setup.tokens.size()) + " tokens for " + std::to_string(of_share) + " users", "",
                 "start conductor and agents of one version"};
  std::unique_ptr<Crowd> crowd(new Crowd(std::move(setup), std::move(tls).value()));
  const Share share = crowd->setup_.share;
  for (unsigned i = 0; i < loops; ++i) {
    // The share of a loop is a share of the whole, too: the loops of an agent take turns, as agents do.
    const Share of_loop{share.index + share.total * i, share.total * loops};
    net::Loop& loop = *crowd->loops_.emplace_back(std::make_unique<net::Loop>());
    crowd->shards_.push_back(loop.call([&] { return std::make_unique<Shard>(loop, crowd->tls_, crowd->setup_, of_loop); }));
  }
  return crowd;
}

Crowd::~Crowd() {
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    loops_[i]->call([&] { shards_[i].reset(); });
    loops_[i]->call([] {});  // what the clients disposed of goes ahead of this
  }
}

void Crowd::begin(std::size_t phase, TimePoint at) {
  for (std::size_t i = 0; i < shards_.size(); ++i) loops_[i]->call([&] { shards_[i]->begin(setup_.spec.phases[phase], at); });
}

Progress Crowd::progress() {
  Progress all;
  for (std::size_t i = 0; i < shards_.size(); ++i) all.add(loops_[i]->call([&] { return shards_[i]->progress(); }));
  return all;
}

Phase Crowd::end(std::optional<TimePoint> struck, bool interrupted) {
  std::optional<Phase> whole;
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    Phase part = loops_[i]->call([&] { return shards_[i]->end(struck, interrupted); });
    if (!whole)
      whole = std::move(part);
    else
      (void)merge(*whole, part);  // of one spec and phase, so it cannot fail
  }
  return std::move(*whole);
}

}  // namespace redial::load
