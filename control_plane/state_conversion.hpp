// What can be looked up of the mock server, as messages of proto/redial/v1/mock_server.proto. One way: nobody but people reads
// these.
#pragma once

#include "core/base/result.hpp"
#include "core/control/server_state.hpp"
#include "redial/v1/mock_server.pb.h"

namespace redial::control_plane {

redial::v1::AppEntry to_proto(const control::AppEntry& entry);
redial::v1::AppState to_proto(const control::AppState& state);

// The table of faults.
redial::v1::ListFaultKindsResponse fault_kinds();

// Errors: a format that we do not know, bytes that are no message of it.
Result<redial::v1::ReadFrameResponse> read_frame(const redial::v1::ReadFrameRequest& request);

}  // namespace redial::control_plane
