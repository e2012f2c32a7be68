// Writes and looks into HTTP messages as plain text and lists of headers.
#include "net/http_message.hpp"

#include <algorithm>
#include <array>

namespace redial::net {
namespace {

struct Reason {
  int status;
  std::string_view text;
};
constexpr std::array<Reason, 21> kReasons{{{100, "Continue"},
                                           {101, "Switching Protocols"},
                                           {200, "OK"},
                                           {204, "No Content"},
                                           {301, "Moved Permanently"},
                                           {302, "Found"},
                                           {307, "Temporary Redirect"},
                                           {400, "Bad Request"},
                                           {401, "Unauthorized"},
                                           {403, "Forbidden"},
                                           {404, "Not Found"},
                                           {405, "Method Not Allowed"},
                                           {413, "Content Too Large"},
                                           {416, "Range Not Satisfiable"},
                                           {426, "Upgrade Required"},
                                           {429, "Too Many Requests"},
                                           {431, "Request Header Fields Too Large"},
                                           {500, "Internal Server Error"},
                                           {502, "Bad Gateway"},
                                           {503, "Service Unavailable"},
                                           {504, "Gateway Timeout"}}};

std::string_view reason_of(int status) {
  const auto found =
      std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& reason) { return reason.status == status; });
  return found == kReasons.end() ? "Unnamed" : found->text;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void append(std::string& text, const HttpHeaders& headers) {
  for (const auto& [name, value] : headers) text.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string request_text(const std::string& method, const Url& url, const HttpHeaders& headers, const std::string& body) {
  std::string text = method + " " + url.target + " HTTP/1.1\r\nHost: " + url.authority + "\r\n";
  append(text, headers);
  if (method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

std::string reply_text(const HttpReply& reply, bool keep_alive, bool with_body) {
  std::string text = "HTTP/1.1 " + std::to_string(reply.status) + " ";
  text.append(reason_of(reply.status)).append("\r\n");
  append(text, reply.headers);
  const bool may_have_body = reply.status != 204 && reply.status != 304;
  if (reply.status >= 200) {
    if (may_have_body) text += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
    text += keep_alive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
  }
  text += "\r\n";
  if (with_body && may_have_body) text += reply.body;
  return text;
}

bool same_token(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view find_header(const HttpHeaders& headers, std::string_view name) {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return same_token(header.first, name); });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view HttpRequest::path() const { return std::string_view(target).substr(0, target.find('?')); }

std::string_view HttpRequest::query() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

}  // namespace redial::net
