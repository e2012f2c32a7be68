// A connection to a navigator or chat server in its stages: name, TCP, TLS. What is said on it is the caller's business.
#pragma once

#include <memory>

#include "core/base/result.hpp"
#include "doctor/probe/probing.hpp"
#include "net/byte_stream.hpp"
#include "net/url.hpp"

namespace redial::doctor {

// Goes through the stages, and tells them. The stream lives on the probing's loop, and is to be destroyed there. A certificate
// that is not trusted is looked at and ends the connection.
Result<std::unique_ptr<net::ByteStream>, Trouble> open_link(Probing& probing, const net::Url& url);

}  // namespace redial::doctor
