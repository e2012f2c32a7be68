// See token_story.hpp.
#include "doctor/diagnosis/token_story.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/session/connection_codes.hpp"
#include "doctor/diagnosis/reading.hpp"
#include "doctor/diagnosis/tables.hpp"

namespace redial::doctor {
namespace {

using End = Attempt::End;

// Clocks of the record and of the issuer differ by a little; so much is left of a token's life where it is called alive.
constexpr int kShareLeft = 10;
constexpr Duration kMostLeft = std::chrono::minutes(5);

class Stories {
 public:
  TokenStory& of(const std::string& label) {
    const auto [place, added] = places_.try_emplace(label, stories_.size());
    if (added) stories_.push_back({.label = label});
    return stories_[place->second];
  }
  std::vector<TokenStory> take() { return std::move(stories_); }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<TokenStory> stories_;
};

void see(TokenStory& story, TimePoint at, std::uint64_t event) {
  if (!story.first || at < story.first->at) story.first = Glimpse{at, event};
}

bool unnamed(const Attempt& attempt) {
  return attempt.end == End::refused && code_of_refusal(attempt) == session::code::kTokenIncorrect;
}

}  // namespace

std::vector<TokenStory> tell_stories(const Case& one, const Symptoms& symptoms) {
  Stories stories;
  for (const SeenToken& seen : one.tokens) {
    TokenStory& story = stories.of(seen.label);
    story.seen = &seen;
    story.user = seen.user;
    if (seen.issued_at) see(story, *seen.issued_at, 0);
  }
  for (const trace::Event& event : one.trace)
    if (!event.token.empty()) see(stories.of(event.token), event.at, event.sequence);
  for (const Attempt& attempt : symptoms.attempts) {
    if (attempt.token.empty()) continue;
    TokenStory& story = stories.of(attempt.token);
    see(story, attempt.began, attempt.events.front());
    if (story.user.empty()) story.user = attempt.user;
    if (unnamed(attempt)) story.refused.push_back({attempt.ended, attempt.events.back()});
  }
  for (const auto& success : symptoms.successes)
    if (!success.token.empty()) stories.of(success.token).accepted.push_back({success.at, success.event});
  return stories.take();
}

const TokenStory* find_story(const std::vector<TokenStory>& stories, const std::string& label) {
  if (label.empty()) return nullptr;
  const auto found = std::ranges::find(stories, label, &TokenStory::label);
  return found == stories.end() ? nullptr : &*found;
}

Refusal tell_refusal(const Case& one, const Symptoms& symptoms, const Knowledge& knowledge, const Incident& incident) {
  Refusal refusal{one, symptoms, knowledge, incident, tell_stories(one, symptoms), nullptr, incident.at, events_of(incident)};
  refusal.token = find_story(refusal.stories, incident.attempt ? incident.attempt->token
                                              : incident.told  ? incident.told->token
                                                               : "");
  return refusal;
}

bool text_known(const TokenStory& story) {
  return story.seen && (story.seen->text.length > 0 || !story.seen->text.flaws.empty());
}

bool one_app_key(const Case& one, const TokenStory& story) {
  const std::size_t known = story.seen ? story.seen->app_keys.size() : 0;
  return known == 1 || (known == 0 && one.app_keys.size() <= 1);
}

std::optional<Expiry> expiry_of(const TokenStory& story, const Knowledge& knowledge, TimePoint at) {
  constexpr Duration kSaneDistance = std::chrono::hours(24 * 365 * 20);  // farther: of another clock than the record's
  if (story.seen && story.seen->expires_at) {
    const Duration distance = *story.seen->expires_at - at;
    if (distance < kSaneDistance && distance > -kSaneDistance) return Expiry{*story.seen->expires_at, true, "its issuer said so"};
  }
  if (!knowledge.token_lifetime) return std::nullopt;
  if (story.seen && story.seen->issued_at)
    return Expiry{*story.seen->issued_at + *knowledge.token_lifetime, true, "by its issue and the given lifetime"};
  if (!story.first) return std::nullopt;
  return Expiry{story.first->at + *knowledge.token_lifetime, false, "by its first sight and the given lifetime"};
}

bool surely_alive(const Expiry& expiry, const TokenStory& story, TimePoint at) {
  if (!expiry.exact) return false;
  const Duration lived = story.first ? expiry.at - story.first->at : kMostLeft;
  return expiry.at - at > std::min<Duration>(kMostLeft, lived / kShareLeft);
}

}  // namespace redial::doctor
