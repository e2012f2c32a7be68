// One HTTP question on a connection that is there, step by step, and the words for how it went.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "doctor/probe/probing.hpp"
#include "net/byte_stream.hpp"
#include "net/http.hpp"

namespace redial::doctor {

struct Question {
  std::string method, url;
  net::HttpHeaders headers;
  std::string body;
};

// Asks within the stage that is under way, whose lines it tells, and lets go of the connection. A reply of any status is one.
Result<net::HttpReply, Trouble> ask(Probing& probing, std::unique_ptr<net::ByteStream> connection, const Question& question);

// Status line, headers and body, as a person reads them.
std::string to_text(const net::HttpReply& reply);

// What became of a question that got no reply: `ended` says why the connection ended, empty where it did not end but brought
// something else than HTTP, which `error` describes.
Trouble unanswered(const std::string& ended, const Error& error);

}  // namespace redial::doctor
