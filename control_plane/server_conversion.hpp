// Apps, policies and faults between our types and proto/redial/v1/mock_server.proto.
#pragma once

#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "core/fault/fault_spec.hpp"
#include "redial/v1/mock_server.pb.h"

namespace redial::control_plane {

redial::v1::CreateAppRequest to_proto(const control::CreateApp& app);
// Errors name the field, what it held, and what it may hold.
Result<control::CreateApp> from_proto(const redial::v1::CreateAppRequest& request);

redial::v1::App to_proto(const control::App& app);
control::App from_proto(const redial::v1::App& app);

// Without `app_key`.
redial::v1::ArmFaultRequest to_proto(const fault::FaultSpec& spec);
// Checks names only; whether the parameters fit the kind is fault::validate's business.
Result<fault::FaultSpec> from_proto(const redial::v1::ArmFaultRequest& request);

}  // namespace redial::control_plane
