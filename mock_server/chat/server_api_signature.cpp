// See server_api_signature.hpp.
#include "mock_server/chat/server_api_signature.hpp"

#include <algorithm>
#include <string>

#include "core/base/text_encodings.hpp"

namespace redial::mock_server::api {

namespace {

std::string header(const Request& request, const std::string& name) {
  for (const std::string& written : {name, "rc-" + name})
    if (const auto found = request.headers.find(written); found != request.headers.end()) return found->second;
  return {};
}

// Seconds have 10 digits until the year 2286, milliseconds 13.
bool is_timestamp(const std::string& text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits && (text.size() == 10 || text.size() == 13);
}

}  // namespace

AppKey named_app(const Request& request) { return AppKey(header(request, "app-key")); }

Result<AppKey, Failure> caller(const Request& request, const Backend& backend, const Digests& digests) {
  const AppKey app = named_app(request);
  const std::string nonce = header(request, "nonce");
  const std::string timestamp = header(request, "timestamp");
  const std::string signature = header(request, "signature");
  if (app.value.empty() || nonce.empty() || timestamp.empty() || signature.empty())
    return Failure{kBadSignature, "send the headers App-Key, Nonce, Timestamp and Signature"};
  if (!is_timestamp(timestamp)) return Failure{kBadSignature, "Timestamp is Unix time in seconds or milliseconds"};
  const std::string* secret = backend.secret(app);
  if (secret == nullptr) return Failure{kNoSuchApp, "there is no app with this App-Key"};
  if (signature != to_hex(digests.sha1(*secret + nonce + timestamp)))
    return Failure{kBadSignature, "Signature is not the lower-case hex SHA-1 of secret + nonce + timestamp"};
  return app;
}

}  // namespace redial::mock_server::api
