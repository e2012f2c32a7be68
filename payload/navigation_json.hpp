// The text forms of navigation: the form-encoded question and the JSON answer. Meaning lives in core/wire/navigation.hpp.
// Source of fields and their reading: docs/PROTOCOL.md, navigation. Pure functions; safe from any thread; none throws.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/wire/navigation.hpp"

namespace redial::payload {

// Largest navigation body that is looked at, in bytes; longer ones are errors.
inline constexpr std::size_t kMaxNavigationBytes = 256 * 1024;

// In both forms: `serverAddr`, and `server` with `backupServer` for SDKs that ask by GET …/navi.js (docs/PROTOCOL.md,
// navigation).
std::string to_json(const wire::NavigationAnswer& answer);
// Accepts the `serverAddr` form and the legacy `server`/`backupServer` form.
// `over_tls`: the legacy form takes ws or wss from the navigator's scheme.
// An answer without any usable address is not an error; elements of `serverAddr` that are no addresses are left out.
// Errors: not a JSON object; a `code` that is no integer (the official SDK rejects "200" too); a `serverAddr` that is no list.
Result<wire::NavigationAnswer> parse_navigation_answer(std::string_view body, bool over_tls);

// The part of an answer to GET …/navi.js that is the JSON: from the first '{' to the last '}', as SDKs that ask so take it. The
// whole text where it has none.
std::string_view json_part(std::string_view body);

// Is it an answer that SDKs of the public cloud give up on, with 34005: `type` is 1? Not so for texts that are no JSON object.
bool is_for_private_cloud(std::string_view body);

// "token=…&v=…&platfrom=…" (the vendor's spelling), or the query of GET …/navi.js, "appId=…&token=…&callBack=…&v=…&r=…"; unknown
// fields are ignored, escapes decoded. What travels in headers (negotiation, and the AppKey unless it is `appId`) is left empty.
// Errors: a broken form, no field `token`.
Result<wire::NavigationRequest> parse_navigation_form(std::string_view body);
std::string to_form(const wire::NavigationRequest& request);

}  // namespace redial::payload
