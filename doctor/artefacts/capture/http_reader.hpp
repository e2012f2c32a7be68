// One direction of an HTTP/1.1 connection cut into messages, as they were captured. It judges little: what a client accepted may
// be odd. Who asked what is http_dialogue.hpp's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctor/artefacts/capture/bytes.hpp"

namespace redial::doctor::capture {

inline constexpr std::size_t kMaxHeadBytes = 64 * 1024;  // first line and headers
inline constexpr std::size_t kMaxHeaders = 256;
inline constexpr std::size_t kMaxBodyBytes = 256 * 1024;  // as sent; more is passed over, and the body counts as not known

struct HttpMessage {
  std::string method, target;  // of a request
  std::int32_t status = 0;     // of a response
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // as sent, chunks joined
  bool is_body_known = true;

  // Of the first header of that name; case does not count. Empty: none.
  std::string_view header(std::string_view name) const;
};
// Is the token, case aside, in this list between commas?
bool has_token(std::string_view list, std::string_view token);

class HttpReader {
 public:
  enum class Reads : std::uint8_t { requests, responses };
  enum class Next : std::uint8_t { body, unwanted_body, no_body, not_http };  // what follows a head
  class Sink {
   public:
    virtual Next http_head(const HttpMessage& head) = 0;
    virtual void http_message(HttpMessage message) = 0;

   protected:
    ~Sink() = default;
  };

  explicit HttpReader(Reads reads) : reads_(reads) {}

  // Gives back what comes behind a head that was answered with not_http; nothing otherwise.
  View add(View bytes, Sink& sink);
  void lost(std::uint64_t bytes);
  void end(Sink& sink);  // of the stream, which may be a body's end
  bool is_broken() const { return state_ == State::broken; }
  bool is_between() const { return state_ == State::head && head_.empty(); }

 private:
  enum class State : std::uint8_t { head, sized, until_end, chunk_size, chunk, chunk_end, trailer, other, broken };

  View take_head(View bytes, Sink& sink);
  View take_body(View bytes, Sink& sink);
  View take_line(View bytes, Sink& sink);
  void head_done(Sink& sink);
  void line_done(Sink& sink);
  void body_follows(Sink& sink);
  void keep(View bytes);
  void done(Sink& sink);

  Reads reads_;
  State state_ = State::head;
  std::string head_;  // and lines between chunks
  HttpMessage message_;
  std::uint64_t rest_ = 0;  // of the body or chunk
};

}  // namespace redial::doctor::capture
