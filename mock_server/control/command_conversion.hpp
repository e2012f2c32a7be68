// Requests of the control service as commands. What a request means is said in proto/redial/v1/mock_server.proto.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "mock_server/server/mock_server.hpp"
#include "redial/v1/mock_server.pb.h"

namespace redial::mock_server {

// Their answer stays within the four megabytes of a gRPC message.
inline constexpr std::uint32_t kMaxTokensPerCall = 10'000;

control::ServerCommand to_command(const redial::v1::IssueTokenRequest& request);
// One for each token. Errors: none, or more than kMaxTokensPerCall; a number beyond 32 bits.
Result<std::vector<control::ServerCommand>> to_commands(const redial::v1::IssueTokensRequest& request);
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
redial::v1::Usage to_proto(const Usage& usage);

}  // namespace redial::mock_server
