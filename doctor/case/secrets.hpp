// The only place where tokens, AppKeys and secrets of an artefact live while it is read: gives each a label, and takes them out
// of texts. Nothing here goes into a Case but labels and what a token's text looks like.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "doctor/case/case.hpp"

namespace redial::doctor {

// Tokens and AppKeys of one artefact at most; what comes later shares the label of "many".
inline constexpr std::size_t kMaxSeenSecrets = 10'000;

class Secrets {
 public:
  // The token of this text, made known by the first call. The form that goes to chat servers (docs/PROTOCOL.md, token) and the
  // whole text are one token. The reference holds until take_tokens.
  SeenToken& token(std::string_view text);
  // The label of this AppKey. The empty text has the empty label.
  std::string app_key(std::string_view text);
  // An app's secret, a signature, a cookie: never shown, "secret".
  void hide(std::string_view text);

  // The text with every secret known so far replaced by its label, in plain, percent-encoded and form-encoded spelling; so is
  // what stands behind "token=", "appId=", "appkey" and their like, and every base64-like run of 40 characters or more, known or
  // not.
  std::string redact(std::string_view text) const;

  // What a Case keeps of them. Finds out which presented tokens are mangled forms of issued ones.
  std::vector<SeenToken> take_tokens();
  std::vector<SeenAppKey> take_app_keys();

 private:
  void spell(std::string_view text, const std::string& label);

  struct Known {
    std::string text;  // whole, as first seen
    SeenToken seen;
  };
  std::map<std::string, std::size_t, std::less<>> token_index_;  // by the form for chat
  std::deque<Known> tokens_;
  std::map<std::string, std::string, std::less<>> app_keys_;  // text to label
  std::vector<SeenAppKey> seen_app_keys_;
  std::map<std::string, std::string, std::less<>> spellings_;  // what to look for in texts, and what stands for it
};

}  // namespace redial::doctor
