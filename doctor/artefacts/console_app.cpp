// See console_app.hpp.
#include "doctor/artefacts/console_app.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "core/session/connection_codes.hpp"
#include "core/wire/status_tables.hpp"
#include "doctor/artefacts/console_text.hpp"

namespace redial::doctor {
namespace {

namespace code = session::code;

constexpr std::size_t kDigits = 5;

// Those of the client itself, which no server sends. Source: docs/CONTRACT.md, and the vendor's code tables.
constexpr std::array<std::int32_t, 23> kOwnCodes{30004,
                                                 30005,
                                                 30006,
                                                 code::kNavigationFailed,
                                                 30008,
                                                 30009,
                                                 30010,
                                                 code::kSocketClosed,
                                                 code::kPingUnanswered,
                                                 30013,
                                                 30014,
                                                 30019,
                                                 code::kHandshakeFailed,
                                                 code::kNoLoginInTime,
                                                 32054,
                                                 32061,
                                                 code::kNotInitialised,
                                                 33006,
                                                 code::kConnectionExists,
                                                 34005,
                                                 code::kConnectTimeout,
                                                 35007,
                                                 code::kNoChatAddress};
constexpr std::uint16_t kMaxStatus = 31;  // of CONNACK and DISCONNECT

bool is_connection_code(std::int32_t number) {
  if (std::ranges::find(kOwnCodes, number) != kOwnCodes.end()) return true;
  for (std::uint16_t status = 0; status <= kMaxStatus; ++status)
    if (wire::connack_meaning(status).code == number || wire::disconnect_meaning(status).code == number) return true;
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

template <std::size_t N>
bool has_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// Of a line that is about connecting; in lower case.
constexpr std::array<std::string_view, 20> kTopics{"connect",
                                                   "login",
                                                   "log in",
                                                   "logging in",
                                                   "status",
                                                   "socket",
                                                   "kick",
                                                   "offline",
                                                   "online",
                                                   "token",
                                                   "suspend",
                                                   "rong",
                                                   "\xe8\xbf\x9e\xe6\x8e\xa5",   // 连接
                                                   "\xe9\x93\xbe\xe6\x8e\xa5",   // 链接
                                                   "\xe9\x80\xa3\xe7\xb7\x9a",   // 連線
                                                   "\xe7\x99\xbb\xe5\xbd\x95",   // 登录
                                                   "\xe7\x99\xbb\xe9\x99\x86",   // 登陆
                                                   "\xe6\x96\xad\xe5\xbc\x80",   // 断开
                                                   "\xe6\x8e\x89\xe7\xba\xbf",   // 掉线
                                                   "\xe4\xb8\x8b\xe7\xba\xbf"};  // 下线
// Of the word that a code stands behind.
constexpr std::array<std::string_view, 22> kAnnounces{"code",
                                                      "status",
                                                      "err",
                                                      "fail",
                                                      "disconnect",
                                                      "suspend",
                                                      "reason",
                                                      "result",
                                                      "kick",
                                                      "offline",
                                                      "refused",
                                                      "rejected",
                                                      "lost",
                                                      "closed",
                                                      "incorrect",
                                                      "invalid",
                                                      "expired",
                                                      "exception",
                                                      "\xe7\xa0\x81",               // 码
                                                      "\xe8\xaf\xaf",               // 误
                                                      "\xe8\xb4\xa5",               // 败
                                                      "\xe6\x96\xad\xe5\xbc\x80"};  // 断开
constexpr std::array<std::string_view, 8> kStatusWords{"status",
                                                       "disconnect",
                                                       "suspend",
                                                       "kick",
                                                       "offline",
                                                       "\xe7\x8a\xb6\xe6\x80\x81",
                                                       "\xe6\x96\xad\xe5\xbc\x80",
                                                       "\xe6\x8e\x89\xe7\xba\xbf"};
// ：，（【
constexpr std::array<std::string_view, 4> kFullWidth{"\xef\xbc\x9a", "\xef\xbc\x8c", "\xef\xbc\x88", "\xe3\x80\x90"};
constexpr std::array<std::string_view, 14> kUnits{"ms",  "msec", "millis", "s",  "sec",      "second", "seconds",
                                                  "min", "byte", "bytes",  "kb", "messages", "times",  "users"};

// "IM > …", "[im-client] …": the two letters as a word.
bool has_im(std::string_view text) {
  for (std::size_t at = text.find("im"); at != std::string_view::npos; at = text.find("im", at + 1)) {
    const bool begins = at == 0 || !(is_letter(text[at - 1]) || is_digit(text[at - 1]));
    if (begins && (at + 2 == text.size() || !(is_letter(text[at + 2]) || is_digit(text[at + 2])))) return true;
  }
  return false;
}

// Takes what may stand between a word and its code: blanks, one "=", brackets, quotes.
std::string_view without_joint(std::string_view ahead) {
  constexpr std::string_view kSigns = " \t:=,>([{\"'\\#";
  std::size_t equal_signs = 0;
  while (!ahead.empty()) {
    const auto* wide = std::ranges::find_if(kFullWidth, [&](std::string_view sign) { return ahead.ends_with(sign); });
    if (wide != kFullWidth.end()) {
      ahead.remove_suffix(wide->size());
      continue;
    }
    const bool is_arrow = ahead.back() == '-' && ahead.size() > 1 && ahead[ahead.size() - 2] == ' ';
    if (kSigns.find(ahead.back()) == std::string_view::npos && !is_arrow) break;
    if (ahead.back() == '=' && ++equal_signs > 1) return {};  // a comparison: somebody's source text
    ahead.remove_suffix(1);
  }
  return ahead;
}

// Does a word end right ahead of a number that announces it as a code? "127.0.0.1:31004" and "port 31004" have none.
bool is_announced(std::string_view ahead) {
  if (ahead.ends_with('-') || ahead.ends_with(" :")) return false;
  const std::string_view before = without_joint(ahead);
  std::size_t begin = before.size();
  while (begin > 0 && is_letter(before[begin - 1])) --begin;
  const std::string_view word = before.substr(begin);
  return has_any(word, kAnnounces) && !word.ends_with("codes");  // of a text about codes
}

bool counts_something(std::string_view behind) {
  behind.remove_prefix(std::min(behind.find_first_not_of(' '), behind.size()));
  const auto* end = std::ranges::find_if_not(behind, is_letter);
  const std::string_view word(behind.data(), static_cast<std::size_t>(end - behind.begin()));
  return std::ranges::find(kUnits, word) != kUnits.end();
}

// The number of five digits that begins at `at`, if it is a code; 0 otherwise.
std::int32_t code_at(std::string_view text, std::size_t at) {
  if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.')) return 0;
  const std::string_view behind = text.substr(at + kDigits);
  const bool goes_on =
      !behind.empty() && (is_digit(behind[0]) || (is_letter(behind[0]) && static_cast<unsigned char>(behind[0]) < 0x80));
  const bool has_part = behind.size() > 1 && (behind[0] == '.' || behind[0] == '-' || behind[0] == ':') && is_digit(behind[1]);
  if (goes_on || has_part || counts_something(behind)) return 0;
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + kDigits, number);
  if (error != std::errc() || end != text.data() + at + kDigits || !is_connection_code(number)) return 0;
  return is_announced(text.substr(0, at)) ? number : 0;
}

std::int32_t find_code(std::string_view text) {
  for (std::size_t at = text.find('3'); at != std::string_view::npos && at + kDigits <= text.size(); at = text.find('3', at + 1))
    if (const std::int32_t found = code_at(text, at)) return found;
  return 0;
}

// A member in a document of JSON, markup, a list's item, a comment: no line of a log. A logger's line in JSON has a text in it.
bool is_document(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return true;
  constexpr std::array<std::string_view, 7> kOpenings{"<", "- ", "* ", "#", "//", "/*", "|"};
  if (std::ranges::any_of(kOpenings, [&](std::string_view sign) { return text.substr(first).starts_with(sign); })) return true;
  if (text[first] == '"') return text.find("\":") != std::string_view::npos;
  constexpr std::array<std::string_view, 4> kTextMembers{"\"msg\"", "\"message\"", "\"log\"", "\"text\""};
  return text[first] == '{' && text.find('"') != std::string_view::npos && !has_any(text, kTextMembers);
}

}  // namespace

std::optional<AppWord> read_app_word(std::string_view raw) {
  if (raw.size() > kMaxAppLine || raw.find('3') == std::string_view::npos) return std::nullopt;
  std::string text(raw);
  std::ranges::transform(text, text.begin(), lower);
  if (!has_any(text, kTopics) && !has_im(text)) return std::nullopt;
  const std::int32_t found = find_code(text);
  if (found == 0 || is_document(text)) return std::nullopt;
  const bool tells_a_call = text.find("connect fail") != std::string::npos || text.find("login fail") != std::string::npos;
  return AppWord{.code = found,
                 .is_status = !tells_a_call && has_any(text, kStatusWords),
                 .is_suspended = text.find("suspend") != std::string::npos,
                 .refused_locally = raw.find(kLocalTokenRefusal) != std::string_view::npos};
}

}  // namespace redial::doctor
