// See json_reader.hpp.
#include "doctor/artefacts/json_reader.hpp"

#include <charconv>
#include <cmath>

#include "doctor/artefacts/utf8_text.hpp"

namespace redial::doctor {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Behind the text whose opening quote stands at `at`.
std::size_t behind_text(std::string_view json, std::size_t at) {
  for (std::size_t quote = json.find('"', at + 1); quote != kNone; quote = json.find('"', quote + 1)) {
    std::size_t slashes = 0;
    while (quote - 1 - slashes > at && json[quote - 1 - slashes] == '\\') ++slashes;
    if (slashes % 2 == 0) return quote + 1;
  }
  return kNone;
}

// Behind the object or array that begins at `at`. Which bracket closes which is not looked at.
std::size_t behind_container(std::string_view json, std::size_t at) {
  for (std::size_t depth = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') {
      const std::size_t behind = behind_text(json, at);
      if (behind == kNone) return kNone;
      at = behind - 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return kNone;
}

std::size_t behind_value(std::string_view json, std::size_t at) {
  if (json[at] == '"') return behind_text(json, at);
  if (json[at] == '{' || json[at] == '[') return behind_container(json, at);
  return json.find_first_of(",]} \n\t\r", at);
}

std::optional<std::uint32_t> four_digits(std::string_view text, std::size_t at) {
  std::uint32_t unit = 0;
  if (at + 4 > text.size()) return std::nullopt;
  const auto read = std::from_chars(text.data() + at, text.data() + at + 4, unit, 16);
  if (read.ptr != text.data() + at + 4) return std::nullopt;
  return unit;
}

// The character whose escape's digits begin at `at`, which then stands behind it.
std::uint32_t escaped_character(std::string_view text, std::size_t& at) {
  const auto high = four_digits(text, at);
  if (!high) return kReplacementCharacter;
  at += 4;
  if (!is_high_surrogate(*high) || text.substr(at, 2) != "\\u") return *high;
  const auto low = four_digits(text, at + 2);
  if (!low || !is_low_surrogate(*low)) return *high;
  at += 6;
  return joined_surrogates(*high, *low);
}

char plain_escape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return c;
  }
}

}  // namespace

JsonWalk::JsonWalk(std::string_view container) : text_(container) {
  const char opener = text_.empty() ? '\0' : text_.front();
  closer_ = opener == '{' ? '}' : ']';
  if (opener == '{' || opener == '[')
    at_ = 1;
  else
    end_ = text_.empty() ? End::cut : End::broken;
}

std::optional<JsonItem> JsonWalk::stop(End end) {
  end_ = end;
  return std::nullopt;
}

void JsonWalk::skip_blanks() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

// False where none stands between two items.
bool JsonWalk::step_over_comma() {
  if (first_) {
    first_ = false;
    return true;
  }
  if (text_[at_] != ',') return false;
  ++at_;
  skip_blanks();
  return true;
}

// False where there is no whole key with a colon; `at_` then stands where the text is wrong, or at its end.
bool JsonWalk::read_key(std::string_view& key) {
  if (text_[at_] != '"') return false;
  const std::size_t behind = behind_text(text_, at_);
  if (behind == kNone) {
    at_ = text_.size();
    return false;
  }
  key = text_.substr(at_ + 1, behind - at_ - 2);
  at_ = behind;
  skip_blanks();
  if (at_ == text_.size() || text_[at_] != ':') return false;
  ++at_;
  skip_blanks();
  return true;
}

std::optional<JsonItem> JsonWalk::next() {
  if (end_ != End::none) return std::nullopt;
  skip_blanks();
  if (at_ == text_.size()) return stop(End::cut);
  if (text_[at_] == closer_) return stop(End::whole);
  if (!step_over_comma()) return stop(End::broken);
  if (at_ == text_.size()) return stop(End::cut);
  JsonItem item;
  if (closer_ == '}' && !read_key(item.key)) return stop(at_ == text_.size() ? End::cut : End::broken);
  if (at_ == text_.size()) return stop(End::cut);
  if (std::string_view(",:]}").find(text_[at_]) != kNone) return stop(End::broken);
  const std::size_t behind = behind_value(text_, at_);
  item.whole = behind != kNone;
  item.value = text_.substr(at_, item.whole ? behind - at_ : kNone);
  at_ = item.whole ? behind : text_.size();
  if (!item.whole) end_ = End::cut;
  return item;
}

std::optional<std::string> json_text(std::string_view value, std::size_t max_bytes) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"' || value.size() - 2 > max_bytes) return std::nullopt;
  const std::string_view inner = value.substr(1, value.size() - 2);
  std::string text;
  text.reserve(inner.size());
  for (std::size_t at = 0; at < inner.size();) {
    const std::size_t slash = std::min(inner.find('\\', at), inner.size());
    text += inner.substr(at, slash - at);
    at = slash + 2;
    if (slash + 1 >= inner.size()) break;
    if (inner[slash + 1] == 'u')
      append_utf8(text, escaped_character(inner, at));
    else
      text += plain_escape(inner[slash + 1]);
  }
  return sound_utf8(std::move(text));
}

std::optional<double> json_number(std::string_view value) {
  if (value.empty() || (value.front() != '-' && (value.front() < '0' || value.front() > '9'))) return std::nullopt;
  double number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

}  // namespace redial::doctor
