// From a fault's description to the object that acts it out. Faults that strike a connection once (reset, close, disconnect) and
// `refuse` need no hook: the server carries them out.
#pragma once

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

// Precondition: fault::validate(spec).
Hooks hooks_of(const fault::FaultSpec& spec);

}  // namespace redial::mock_server
