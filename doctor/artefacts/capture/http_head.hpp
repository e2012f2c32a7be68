// The text of an HTTP/1.1 head as its parts. It asks for no more than is needed to go on behind it.
#pragma once

#include <optional>
#include <string_view>

#include "doctor/artefacts/capture/http_reader.hpp"

namespace redial::doctor::capture {

// `head` ends with its last header. Nothing: no head of a request, or of a response.
std::optional<HttpMessage> parse_request_head(std::string_view head);
std::optional<HttpMessage> parse_response_head(std::string_view head);

// Do these bytes begin a request? Nothing: there are too few to tell.
std::optional<bool> begins_request(std::string_view bytes);

}  // namespace redial::doctor::capture
