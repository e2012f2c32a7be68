// The endpoints of both vendors' Server APIs: one function each, from checked parameters to commands and a reply.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "mock_server/chat/server_api_codes.hpp"
#include "mock_server/chat/server_api_parameters.hpp"

namespace redial::mock_server::api {

struct Call {
  const AppKey& app;
  const Parameters& parameters;
  Backend& backend;
};

// The body of a success.
using Outcome = Result<nlohmann::json, Failure>;

enum class Body : std::uint8_t { form, json };
struct Endpoint {
  std::string_view path;
  Body body;
  Outcome (*answer)(const Call& call);
};

std::span<const Endpoint> rongcloud_endpoints();
std::span<const Endpoint> nexconn_endpoints();

// Shared by both: commands whose failure is a wrong parameter.
Result<control::ServerReply, Failure> perform(const Call& call, const control::ServerCommand& command);

inline constexpr std::size_t kMaxNameBytes = 64 * 4;  // documented: 64 characters
inline constexpr std::size_t kMaxPortraitBytes = 1024;
inline constexpr std::size_t kMaxUsersPerCall = 20;
inline constexpr std::int64_t kMaxTimeMs = 9'999'999'999'999;  // the year 2286: 13 digits

}  // namespace redial::mock_server::api
