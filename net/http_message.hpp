// The text of HTTP/1.1 messages that we send. For net/ itself.
#pragma once

#include <string>

#include "net/http.hpp"

namespace redial::net {

// `headers` are put behind those that HTTP itself needs.
std::string request_text(const std::string& method, const Url& url, const HttpHeaders& headers, const std::string& body);
std::string reply_text(const HttpReply& reply, bool keep_alive, bool with_body);

// Case does not count, as in header names and tokens.
bool same_token(std::string_view a, std::string_view b);

}  // namespace redial::net
