// All users of one agent: event loops with a shard of them each, led phase by phase. Where the server is and what happens to it
// is the conductor's business.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "load/crowd/shard.hpp"

namespace redial::load {

// One caller at a time; it waits for the loops.
class Crowd {
 public:
  // `loops`, from 1. `ca_file`: PEM of the CA that users trust. Errors: that file, or too few tokens for the share.
  static Result<std::unique_ptr<Crowd>> make(CrowdSetup setup, unsigned loops, const std::string& ca_file);
  // Ends all users without another word.
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Begins the spec's phase of this number, from 0, at an instant that is the same for all agents. The one before has ended.
  void begin(std::size_t phase, TimePoint at);
  Progress progress();
  // Ends it and gives what was measured. `struck`: when the storm began, for times from there; its own beginning if that is not
  // known. `interrupted`: it was to go on.
  Phase end(std::optional<TimePoint> struck, bool interrupted);

  const CrowdSetup& setup() const { return setup_; }

 private:
  Crowd(CrowdSetup setup, net::TlsContext tls) : setup_(std::move(setup)), tls_(std::move(tls)) {}

  CrowdSetup setup_;
  net::TlsContext tls_;
  std::vector<std::unique_ptr<net::Loop>> loops_;
  std::vector<std::unique_ptr<Shard>> shards_;  // one for each loop
};

}  // namespace redial::load
