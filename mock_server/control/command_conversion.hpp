// Requests of the control service as commands. What a request means is said in proto/redial/v1/mock_server.proto.
#pragma once

#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "redial/v1/mock_server.pb.h"

namespace redial::mock_server {

control::ServerCommand to_command(const redial::v1::IssueTokenRequest& request);
control::ServerCommand to_command(const redial::v1::ExpireTokenRequest& request);
control::ServerCommand to_command(const redial::v1::AdvanceClockRequest& request);
control::ServerCommand to_command(const redial::v1::BlockUserRequest& request);
control::ServerCommand to_command(const redial::v1::ClearFaultsRequest& request);
control::ServerCommand to_command(const redial::v1::DisconnectUserRequest& request);
// Error: a way of dropping that we do not know.
Result<control::ServerCommand> to_command(const redial::v1::DropConnectionRequest& request);
control::ServerCommand to_command(const redial::v1::RestartServerRequest& request);
control::ServerCommand to_command(const redial::v1::DeliverMessageRequest& request);

redial::v1::Stats to_proto(const Stats& stats);

}  // namespace redial::mock_server
