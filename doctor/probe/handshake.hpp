// The stage of TLS: the handshake on a connection that is there, and what it showed of the server.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "doctor/probe/probing.hpp"
#include "net/byte_stream.hpp"
#include "net/tls_facts.hpp"

namespace redial::doctor {

Result<std::unique_ptr<net::ByteStream>, Trouble> secure(Probing& probing, const std::string& host,
                                                         std::unique_ptr<net::ByteStream> transport);

// What a handshake that did not come to its end means: the word of the case, and a sentence with names and dates. `why` is the
// stream's own word for its end.
Trouble explain(const net::TlsFacts& facts, const std::string& host, const std::string& why);

// "2027-01-02", of UTC.
std::string date_text(UnixMillis time);

}  // namespace redial::doctor
