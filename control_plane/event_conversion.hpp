// Observations, and what a peer says at rest, between our types and proto/redial/v1/trace.proto.
#pragma once

#include "core/base/result.hpp"
#include "core/control/rest.hpp"
#include "core/trace/event.hpp"
#include "redial/v1/trace.pb.h"

namespace redial::control_plane {

void to_proto(const trace::Event& event, redial::v1::Event& message);

// Error: a kind or status of an adapter that we do not know. Lane follows from the kind; the message's own lane is not looked at.
Result<trace::Event> from_proto(const redial::v1::Event& message);

// Without `events`, which is the stream's business.
redial::v1::Rest to_proto(const control::Rest& rest);
control::Rest from_proto(const redial::v1::Rest& message);

}  // namespace redial::control_plane
