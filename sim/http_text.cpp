// See http_text.hpp.
#include "sim/http_text.hpp"

#include <charconv>

namespace redial::sim {
namespace {

constexpr std::string_view kEndOfLine = "\r\n";
constexpr std::string_view kEndOfHead = "\r\n\r\n";

HttpText parse_head(std::string_view head) {
  HttpText message;
  while (!head.empty()) {
    const auto end = std::min(head.find(kEndOfLine), head.size());
    const auto line = head.substr(0, end);
    head.remove_prefix(std::min(end + kEndOfLine.size(), head.size()));
    if (message.first_line.empty()) {
      message.first_line = line;
    } else if (const auto colon = line.find(": "); colon != line.npos) {
      message.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
  }
  return message;
}

}  // namespace

std::string_view HttpText::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return {};
}

std::string to_text(const HttpText& message) {
  std::string text = message.first_line + "\r\n";
  for (const auto& [name, value] : message.headers) text += name + ": " + value + "\r\n";
  if (!message.body.empty()) text += "Content-Length: " + std::to_string(message.body.size()) + "\r\n";
  return text + "\r\n" + message.body;
}

std::optional<HttpText> HttpReader::read(std::span<const std::uint8_t> bytes) {
  received_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const auto head_end = received_.find(kEndOfHead);
  if (head_end == received_.npos) return std::nullopt;
  auto message = parse_head(std::string_view(received_).substr(0, head_end));
  if (message.first_line.find("HTTP/1.1") == std::string::npos) flaw_ = "malformed HTTP: bad version";
  std::size_t size = 0;
  const auto length = message.header("Content-Length");
  std::from_chars(length.data(), length.data() + length.size(), size);
  if (size > kMaxBodyBytes) flaw_ = "body longer than " + std::to_string(kMaxBodyBytes) + " bytes";
  const auto body_begin = head_end + kEndOfHead.size();
  if (!flaw_.empty() || received_.size() < body_begin + size) return std::nullopt;
  message.body = received_.substr(body_begin, size);
  received_.erase(0, body_begin + size);
  return message;
}

}  // namespace redial::sim
