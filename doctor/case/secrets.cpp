// See secrets.hpp.
#include "doctor/case/secrets.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/wire/token.hpp"
#include "doctor/case/mangling.hpp"
#include "payload/form.hpp"

namespace redial::doctor {
namespace {

// Shorter texts are words of their own too often to be taken out wherever they stand.
constexpr std::size_t kMinSpelling = 6;
constexpr std::size_t kLongRun = 40;
constexpr std::string_view kHidden = "secret";

// What a value stands behind that is a secret by its name. Compared without case.
constexpr std::array<std::string_view, 12> kNames{"token",     "accesstoken", "access_token", "appid",  "appkey",    "app-key",
                                                  "rc-appkey", "appsecret",   "app_secret",   "secret", "signature", "app_key"};

bool is_word(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}
bool is_run(char c) { return is_word(c) || c == '+' || c == '/' || c == '=' || c == '%'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_secret_name(std::string_view word) {
  return std::ranges::any_of(kNames, [word](std::string_view name) {
    return std::ranges::equal(word, name, [](char a, char b) { return lower(a) == b; });
  });
}

// Where the value begins that the name ending at `end` is set to: behind '=' or ':', blanks and quotes. Nothing: it is set to
// none.
std::optional<std::size_t> value_behind(std::string_view text, std::size_t end) {
  constexpr std::string_view kQuotes = "\"'\\";
  while (end < text.size() && kQuotes.find(text[end]) != std::string_view::npos) ++end;
  while (end < text.size() && text[end] == ' ') ++end;
  if (end == text.size() || (text[end] != '=' && text[end] != ':')) return std::nullopt;
  ++end;
  while (end < text.size() && (text[end] == ' ' || kQuotes.find(text[end]) != std::string_view::npos)) ++end;
  return end;
}

std::size_t end_of_value(std::string_view text, std::size_t from) {
  return std::min(text.find_first_of("&,;\"'\\ \t\r\n})>", from), text.size());
}

bool is_label(std::string_view value) { return value.starts_with("token-") || value.starts_with("app-key-") || value == kHidden; }

// Runs that are long enough to be a token, unless they are a path or a host that everybody may see.
bool looks_secret(std::string_view run) {
  return run.size() >= kLongRun && std::ranges::count(run, '/') <= static_cast<std::ptrdiff_t>(run.size() / 16) &&
         std::ranges::any_of(run, [](char c) { return c >= '0' && c <= '9'; });
}

// What stands behind names of secrets, and long runs, whether known or not.
std::string redact_by_shape(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_run(text[at])) {
      out += text[at++];
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_run(text[end])) ++end;
    std::size_t word = at;
    while (word < end && is_word(text[word])) ++word;
    const auto value = is_secret_name(text.substr(at, word - at)) ? value_behind(text, word) : std::nullopt;
    if (value && *value < text.size() && end_of_value(text, *value) > *value) {
      out += text.substr(at, *value - at);
      const std::size_t stop = end_of_value(text, *value);
      const std::string_view old = text.substr(*value, stop - *value);
      out += is_label(old) ? old : kHidden;
      at = stop;
      continue;
    }
    const std::string_view run = text.substr(at, end - at);
    out += looks_secret(run) ? kHidden : run;
    at = end;
  }
  return out;
}

std::string encoded(std::string_view text) {
  const std::string form = payload::to_form({{"", std::string(text)}});
  return form.substr(1);  // behind the '='
}

}  // namespace

void Secrets::spell(std::string_view text, const std::string& label) {
  if (text.size() < kMinSpelling) return;
  spellings_.insert_or_assign(std::string(text), label);
  if (const std::string other = encoded(text); other != text) spellings_.insert_or_assign(other, label);
}

SeenToken& Secrets::token(std::string_view text) {
  std::string key = wire::for_chat(Token(std::string(text)));
  if (const auto found = token_index_.find(key); found != token_index_.end()) {
    Known& known = tokens_[found->second];
    if (text.size() > known.text.size()) {  // the whole text, seen behind the form for chat
      known.text = text;
      known.seen.text = examine(text);
      spell(text, known.seen.label);
    }
    return known.seen;
  }
  if (tokens_.size() == kMaxSeenSecrets) return tokens_.back().seen;
  const std::string label = "token-" + std::to_string(tokens_.size() + 1);
  spell(text, label);
  spell(key, label);
  spell(key.substr(0, key.find('@')), label);
  token_index_.emplace(std::move(key), tokens_.size());
  tokens_.push_back({std::string(text), {.label = label, .text = examine(text)}});
  return tokens_.back().seen;
}

std::string Secrets::app_key(std::string_view text) {
  if (text.empty()) return {};
  if (const auto found = app_keys_.find(text); found != app_keys_.end()) return found->second;
  if (seen_app_keys_.size() == kMaxSeenSecrets) return seen_app_keys_.back().label;
  std::string label = "app-key-" + std::to_string(seen_app_keys_.size() + 1);
  const std::string shown(text.substr(0, std::min<std::size_t>(3, text.size() / 4)));
  seen_app_keys_.push_back({label, shown + "… (" + std::to_string(text.size()) + " characters)"});
  spell(text, label);
  return app_keys_.emplace(std::string(text), std::move(label)).first->second;
}

void Secrets::hide(std::string_view text) { spell(text, std::string(kHidden)); }

std::string Secrets::redact(std::string_view text) const {
  std::string out(text);
  // Longer spellings first: one may be part of another.
  std::vector<const std::pair<const std::string, std::string>*> by_length;
  for (const auto& spelling : spellings_)
    if (out.find(spelling.first) != std::string::npos) by_length.push_back(&spelling);
  std::ranges::sort(by_length, std::ranges::greater{}, [](const auto* spelling) { return spelling->first.size(); });
  for (const auto* spelling : by_length)
    for (std::size_t at = out.find(spelling->first); at != std::string::npos; at = out.find(spelling->first, at + 1))
      out.replace(at, spelling->first.size(), spelling->second);
  return redact_by_shape(out);
}

std::vector<SeenToken> Secrets::take_tokens() {
  for (Known& presented : tokens_) {
    if (!presented.seen.presented || presented.seen.issued_at) continue;
    for (const Known& issued : tokens_) {
      if (!issued.seen.issued_at || &issued == &presented) continue;
      const Mangling how = mangling(presented.text, issued.text);
      if (how == Mangling::none) continue;
      presented.seen.issued_as = issued.seen.label;
      presented.seen.mangling = how;
      break;
    }
  }
  std::vector<SeenToken> tokens;
  for (Known& known : tokens_) tokens.push_back(std::move(known.seen));
  return tokens;
}

std::vector<SeenAppKey> Secrets::take_app_keys() { return std::move(seen_app_keys_); }

}  // namespace redial::doctor
