// Leads a bench through its phases: says when each begins, does to the server what it is to suffer, sees when everything is
// settled, and puts together what the agents measured. Who starts agents and server is not its business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "load/crowd/shard.hpp"
#include "load/result/model.hpp"
#include "load/spec/spec.hpp"

namespace redial::load {

// From the order to begin until the beginning: enough for the order to reach every agent.
inline constexpr Duration kLead = std::chrono::milliseconds(50);
// How often the conductor looks at how things stand.
inline constexpr Duration kLook = std::chrono::milliseconds(100);

struct Bench {
  std::string spec_text;
  Resize resize;  // what becomes of the text
  Spec spec;      // the outcome of both
  std::uint64_t seed = 1;
  std::string server;               // HOST:PORT of its control plane
  std::vector<std::string> agents;  // likewise; their order decides who plays whom
  std::uint32_t loops = 1;          // of each agent
};

// Who watches. Called on the thread that conducts.
class Audience {
 public:
  virtual void began(const PhaseSpec& phase, std::size_t number) = 0;  // from 0
  virtual void stands(const Progress& progress, Duration since_begin) = 0;
  virtual void ended(const Phase& phase) = 0;

 protected:
  ~Audience() = default;
};

struct Conducted {
  std::vector<Phase> phases;
  std::uint32_t server_loops = 0;
  bool interrupted = false;  // by `stop`; the phases have what there is
};

// Errors: an agent or the server refused, or is gone.
Result<Conducted> conduct(const Bench& bench, Audience& audience, const std::stop_token& stop);

}  // namespace redial::load
