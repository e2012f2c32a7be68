// As much of HTTP/1.1 as a simulated client and server speak with each other: whole messages as text, with a length if they have
// a body. Not a parser for anybody else's messages.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redial::sim {

inline constexpr std::size_t kMaxBodyBytes = 256 * 1024;

struct HttpText {
  std::string first_line;  // "POST /path HTTP/1.1", "HTTP/1.1 200 OK"
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  std::string_view header(std::string_view name) const;  // empty if there is none
};

// With Content-Length where there is a body.
std::string to_text(const HttpText& message);

// Collects bytes until they are a message.
class HttpReader {
 public:
  // The message, once it is complete; what came behind it stays in rest().
  std::optional<HttpText> read(std::span<const std::uint8_t> bytes);
  // Why the bytes can never become a message; empty so far.
  const std::string& flaw() const { return flaw_; }
  std::string_view rest() const { return received_; }

 private:
  std::string received_;
  std::string flaw_;
};

}  // namespace redial::sim
