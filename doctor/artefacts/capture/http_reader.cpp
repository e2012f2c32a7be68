// See http_reader.hpp. Framing as RFC 9112 §6 has it.
#include "doctor/artefacts/capture/http_reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "doctor/artefacts/capture/http_head.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kMaxLine = 4096;  // of a chunk's size, or of a trailer

// Behind the empty line that ends a head; npos: it has not come.
std::size_t end_of_head(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('\n', from); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1).starts_with("\n")) return at + 2;
    if (text.substr(at + 1).starts_with("\r\n")) return at + 3;
  }
  return std::string_view::npos;
}

std::optional<std::uint64_t> number_of(std::string_view text, int base) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc() && end != text.data() ? std::optional<std::uint64_t>(number) : std::nullopt;
}

}  // namespace

View HttpReader::add(View bytes, Sink& sink) {
  while (!bytes.empty()) {
    switch (state_) {
      case State::head:
        bytes = take_head(bytes, sink);
        if (state_ == State::other) return bytes;
        break;
      case State::chunk_size:
      case State::chunk_end:
      case State::trailer:
        bytes = take_line(bytes, sink);
        break;
      case State::sized:
      case State::until_end:
      case State::chunk:
        bytes = take_body(bytes, sink);
        break;
      case State::other:
      case State::broken:
        return {};
    }
  }
  return {};
}

View HttpReader::take_head(View bytes, Sink& sink) {
  while (head_.empty() && !bytes.empty() && (bytes[0] == '\r' || bytes[0] == '\n')) bytes = bytes.subspan(1);
  const std::size_t known = head_.size();
  const View taken = bytes.first(std::min(bytes.size(), kMaxHeadBytes - known));
  head_ += text_of(taken);
  const std::size_t end = end_of_head(head_, known < 3 ? 0 : known - 3);
  if (end == std::string_view::npos) {
    if (head_.size() >= kMaxHeadBytes) state_ = State::broken;
    return bytes.subspan(taken.size());
  }
  head_.resize(end);
  head_done(sink);
  return bytes.subspan(end - known);
}

void HttpReader::head_done(Sink& sink) {
  auto parsed = reads_ == Reads::requests ? parse_request_head(head_) : parse_response_head(head_);
  head_.clear();
  if (!parsed) {
    state_ = State::broken;
    return;
  }
  message_ = *std::move(parsed);
  switch (sink.http_head(message_)) {
    case Next::unwanted_body:
      message_.is_body_known = false;
      return body_follows(sink);
    case Next::body:
      return body_follows(sink);
    case Next::no_body:
      return done(sink);
    case Next::not_http:
      state_ = State::other;
  }
}

void HttpReader::body_follows(Sink& sink) {
  const auto length = number_of(message_.header("Content-Length"), 10);
  if (has_token(message_.header("Transfer-Encoding"), "chunked")) {
    state_ = State::chunk_size;
  } else if (length) {
    state_ = State::sized;
    rest_ = *length;
    message_.is_body_known = message_.is_body_known && rest_ <= kMaxBodyBytes;
    if (rest_ == 0) done(sink);
  } else if (reads_ == Reads::responses) {
    state_ = State::until_end;
    rest_ = std::numeric_limits<std::uint64_t>::max();
  } else {
    done(sink);
  }
}

void HttpReader::keep(View bytes) {
  if (!message_.is_body_known) return;
  if (message_.body.size() + bytes.size() > kMaxBodyBytes) {
    message_.is_body_known = false;
    message_.body = {};
    return;
  }
  message_.body += text_of(bytes);
}

View HttpReader::take_body(View bytes, Sink& sink) {
  const View now = bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(rest_, bytes.size())));
  keep(now);
  if (state_ != State::until_end) rest_ -= now.size();
  if (rest_ == 0 && state_ == State::sized) done(sink);
  if (rest_ == 0 && state_ == State::chunk) state_ = State::chunk_end;
  return bytes.subspan(now.size());
}

View HttpReader::take_line(View bytes, Sink& sink) {
  const View line = bytes.first(std::min(text_of(bytes).find('\n'), bytes.size()));
  if (head_.size() + line.size() > kMaxLine) {
    state_ = State::broken;
    return {};
  }
  head_ += text_of(line);
  if (line.size() == bytes.size()) return {};
  line_done(sink);
  head_.clear();
  return bytes.subspan(line.size() + 1);
}

void HttpReader::line_done(Sink& sink) {
  if (!head_.empty() && head_.back() == '\r') head_.pop_back();
  if (state_ == State::chunk_size) {
    const auto size = number_of(head_, 16);
    rest_ = size.value_or(0);
    state_ = !size ? State::broken : rest_ == 0 ? State::trailer : State::chunk;
  } else if (state_ == State::chunk_end) {
    state_ = State::chunk_size;
  } else if (head_.empty()) {
    done(sink);
  }
}

void HttpReader::done(Sink& sink) {
  state_ = State::head;
  HttpMessage whole = std::move(message_);
  message_ = {};
  sink.http_message(std::move(whole));
}

void HttpReader::lost(std::uint64_t bytes) {
  const bool fits = state_ == State::until_end || ((state_ == State::sized || state_ == State::chunk) && bytes < rest_);
  if (!fits) {
    state_ = State::broken;
    return;
  }
  message_.is_body_known = false;
  message_.body = {};
  if (state_ != State::until_end) rest_ -= bytes;
}

void HttpReader::end(Sink& sink) {
  if (state_ == State::until_end) done(sink);
}

}  // namespace redial::doctor::capture
