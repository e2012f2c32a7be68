// Who calls: the signed headers of the Server API. Clock skew is not checked, because no limit is documented.
#pragma once

#include "core/base/result.hpp"
#include "mock_server/chat/server_api_codes.hpp"

namespace redial::mock_server::api {

// The app that the request names; nothing of it is checked.
AppKey named_app(const Request& request);
// The app whose secret signed the request: `Signature` is the lower-case hexadecimal SHA-1 of secret + nonce + timestamp, in
// seconds or milliseconds. Each header may carry the prefix "RC-".
Result<AppKey, Failure> caller(const Request& request, const Backend& backend, const Digests& digests);

}  // namespace redial::mock_server::api
