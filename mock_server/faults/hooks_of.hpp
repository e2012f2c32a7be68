// From a fault's description to the object that acts it out. Faults that strike once, and those of handshakes, upgrades and
// listeners, need none.
#pragma once

#include <cstdint>
#include <memory>

#include "core/fault/fault_spec.hpp"
#include "core/fault/hooks.hpp"

namespace redial::mock_server {

// At most one of them is set.
struct Hooks {
  std::unique_ptr<fault::ByteFilter> bytes = nullptr;
  std::unique_ptr<fault::ReplyPolicy> replies = nullptr;
  std::unique_ptr<fault::NavigationPolicy> navigation = nullptr;
};

// `seed`: of what the fault leaves to chance. Precondition: fault::validate(spec).
Hooks hooks_of(const fault::FaultSpec& spec, std::uint64_t seed);

}  // namespace redial::mock_server
