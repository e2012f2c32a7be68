// See token_facts.hpp.
#include "doctor/diagnosis/token_facts.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "doctor/diagnosis/regions.hpp"
#include "doctor/diagnosis/tables.hpp"

namespace redial::doctor {
namespace {

using std::string;
using enum Cause;

constexpr std::array kNeverGood = {token_of_other_app, token_altered,       token_damaged,
                                   token_empty,        token_not_yet_valid, app_key_unknown};

const Glimpse* last_before(const std::vector<Glimpse>& glimpses, TimePoint at) {
  const Glimpse* last = nullptr;
  for (const Glimpse& one : glimpses)
    if (one.at < at) last = &one;
  return last;
}
const Glimpse* first_behind(const std::vector<Glimpse>& glimpses, TimePoint at) {
  const auto found = std::ranges::find_if(glimpses, [&](const Glimpse& one) { return one.at > at; });
  return found == glimpses.end() ? nullptr : &*found;
}

// Tokens of the same AppKey beside the one that was refused.
std::vector<const TokenStory*> others(const Refusal& refusal) {
  std::vector<const TokenStory*> found;
  for (const TokenStory& story : refusal.stories) {
    if (&story == refusal.token || !one_app_key(refusal.one, story)) continue;
    const bool known = story.seen && refusal.token->seen && !story.seen->app_keys.empty();
    if (!known || refusal.token->seen->app_keys == story.seen->app_keys) found.push_back(&story);
  }
  return found;
}

void servers_own_word(const Refusal& refusal, Board& board) {
  const Attempt* attempt = refusal.incident.attempt;
  if (!attempt || attempt->verdict.empty()) return;
  const Evidence word{"the server's own verdict on the token: " + attempt->verdict, attempt->events};
  if (const auto cause = cause_of_verdict(attempt->verdict))
    board.decides(*cause, word);
  else if (attempt->verdict == "valid")
    board.rules_out(unnamed_token_causes(), word);
}

void accepted_before(const Refusal& refusal, Board& board) {
  if (!refusal.token || !one_app_key(refusal.one, *refusal.token)) return;
  const Glimpse* last = last_before(refusal.token->accepted, refusal.at);
  if (!last) return;
  const Evidence before{refusal.token->label + " was accepted before, with the same AppKey", {last->event}};
  board.rules_out(kNeverGood, before);
  for (const Cause cause : {token_expired, token_revoked, secret_rotated}) board.supports(cause, before);
}

void accepted_afterwards(const Refusal& refusal, Board& board) {
  if (!refusal.token || !one_app_key(refusal.one, *refusal.token)) return;
  const Glimpse* next = first_behind(refusal.token->accepted, refusal.at);
  if (!next) return;
  const Evidence later{"the same token, " + refusal.token->label + ", was accepted later", {next->event}};
  for (const Cause cause : {token_expired, token_revoked, secret_rotated, token_of_other_app, token_altered, token_damaged})
    board.rules_out(cause, later);
  if (board.is_open(token_not_yet_valid)) board.decides(token_not_yet_valid, later);
}

// Was a token with this flaw accepted? Then it is none, but how this service's tokens look.
bool is_usual(const Refusal& refusal, TokenFlaw flaw) {
  return std::ranges::any_of(refusal.stories, [&](const TokenStory& story) {
    return !story.accepted.empty() && story.seen && std::ranges::count(story.seen->text.flaws, flaw) > 0;
  });
}

// What might be how a token of another service looks, where it was issued like that.
bool is_doubtful(TokenFlaw flaw) {
  return flaw == TokenFlaw::cut || flaw == TokenFlaw::foreign_character || flaw == TokenFlaw::doubled;
}

void look_of_the_text(const Refusal& refusal, Board& board) {
  if (!refusal.token || !text_known(*refusal.token)) return;
  const SeenToken& seen = *refusal.token->seen;
  bool whole = true;
  for (const TokenFlaw flaw : seen.text.flaws) {
    if (is_usual(refusal, flaw)) continue;
    whole = false;
    const Evidence look{"the text of " + seen.label + ": " + string(name_of(kTokenFlaws, flaw)), {}};
    if (flaw == TokenFlaw::empty)
      board.decides(token_empty, look);
    else if (seen.issued_at && is_doubtful(flaw))
      board.supports(token_damaged, look);
    else
      board.decides(token_damaged, look);
  }
  const Evidence look{"the text of " + seen.label + " looks whole (" + std::to_string(seen.text.length) + " characters)", {}};
  const bool is_unspoilt = whole && seen.mangling == Mangling::none;
  // Of a text without its '@' a part may be missing all the same, if base64 still looks whole without it.
  if (is_unspoilt && seen.text.has_at) board.rules_out(token_damaged, look);
  if (is_unspoilt && !seen.text.has_at) board.weakens(token_damaged, look);
  if (std::ranges::count(seen.text.flaws, TokenFlaw::empty) == 0) board.rules_out(token_empty, look);
}

void likeness_to_an_issued_one(const Refusal& refusal, Board& board) {
  if (!refusal.token || !refusal.token->seen || refusal.token->seen->mangling == Mangling::none) return;
  const SeenToken& seen = *refusal.token->seen;
  const Evidence likeness{seen.label + " is " + seen.issued_as +
                              ", which was issued, but not unchanged: " + string(name_of(kManglings, seen.mangling)),
                          {}};
  board.decides(seen.mangling == Mangling::characters_changed ? token_altered : token_damaged, likeness);
}

// What the Web SDK says of an empty or blank token (docs/CONSOLE_LOG.md).
bool says_that_it_refused_by_itself(const Refusal& refusal, const Told& told) {
  const auto& trace = refusal.one.trace;
  return told.event > 0 && told.event <= trace.size() &&
         trace[told.event - 1].detail.find("param 'token' is invalid") != string::npos;
}

// Nothing went out between the call and its refusal: the SDK refused by itself.
void traffic(const Refusal& refusal, Board& board) {
  const Told* told = refusal.incident.told;
  if (told && told->of_call && says_that_it_refused_by_itself(refusal, *told))
    return board.decides(token_empty, {"the SDK calls the token invalid by itself, as it does with an empty one", {told->event}});
  if (refusal.incident.attempt) {
    board.rules_out(token_empty,
                    {"the token went out to the network; an empty one never does", refusal.incident.attempt->events});
    return;
  }
  if (!told || !told->of_call || !refusal.one.sight.wire || !refusal.one.gaps.empty()) return;
  const bool went_out = std::ranges::any_of(refusal.symptoms.attempts, [&](const Attempt& attempt) {
    return attempt.client == told->client && attempt.began >= told->since && attempt.began <= told->at;
  });
  // A record that shows no network at all may be one that cannot.
  const bool over_network = went_out || (refusal.symptoms.attempts.empty() && refusal.one.origin != Origin::saved_run);
  const Evidence silence{"31004 was told at once, and nothing went out to the network", {told->event}};
  constexpr Duration kAtOnce = std::chrono::milliseconds(50);
  if (!over_network && told->at - told->since < kAtOnce) board.decides(token_empty, silence);
}

void issuers_app_key(const Refusal& refusal, Board& board) {
  if (!refusal.token || !refusal.token->seen) return;
  const SeenToken& seen = *refusal.token->seen;
  if (seen.issued_for.empty() || seen.app_keys.size() != 1) return;
  const string& presented = seen.app_keys.front();
  const Evidence names{seen.label + " was issued for " + seen.issued_for + ", and presented with " + presented, refusal.events};
  // What an app's answer calls its AppKey may be something else.
  const bool misnamed = std::ranges::any_of(refusal.stories, [&](const TokenStory& story) {
    return !story.accepted.empty() && story.seen && story.seen->issued_for == seen.issued_for &&
           story.seen->app_keys == seen.app_keys;
  });
  if (presented == seen.issued_for)
    board.rules_out(token_of_other_app, names);
  else if (!misnamed)
    board.decides(token_of_other_app, names);
}

void issue_on_record(const Refusal& refusal, Board& board) {
  if (!refusal.token || !refusal.token->seen || !refusal.token->seen->issued_at) return;
  const SeenToken& seen = *refusal.token->seen;
  const Evidence same{"what was presented is the very text that was issued", {}};
  board.rules_out(token_altered, same);
  if (seen.text.flaws.empty()) board.rules_out(token_damaged, same);
  constexpr Duration kFresh = std::chrono::minutes(1);
  const Duration age = refusal.at - *seen.issued_at;
  if (age < Duration::zero() || age > kFresh) return;
  const Evidence fresh{"the app got " + seen.label + " within the minute before, though perhaps not a new one", {}};
  for (const Cause cause : {token_expired, token_revoked, secret_rotated}) board.weakens(cause, fresh);
}

void expiry(const Refusal& refusal, Board& board) {
  if (!refusal.token) return;
  const auto ends = expiry_of(*refusal.token, refusal.knowledge, refusal.at);
  if (!ends) return;
  if (refusal.at > ends->at)
    board.decides(token_expired, {refusal.token->label + " had expired, " + ends->by_whom, refusal.events});
  else if (surely_alive(*ends, *refusal.token, refusal.at))
    board.rules_out(token_expired, {refusal.token->label + " had time left, " + ends->by_whom, refusal.events});
}

// A token that was there when the refused one was still good, and is good afterwards: the secret is the same as then.
void others_accepted_afterwards(const Refusal& refusal, Board& board) {
  if (!refusal.token) return;
  const Glimpse* good = last_before(refusal.token->accepted, refusal.at);
  if (!good) return;
  for (const TokenStory* other : others(refusal)) {
    const Glimpse* later = first_behind(other->accepted, refusal.at);
    if (!later || !other->first || other->first->at > good->at) continue;
    board.rules_out(secret_rotated, {other->label + ", which is as old, was accepted afterwards", {later->event}});
  }
}

// Tokens of several users end at one time, none by its age, and a younger one works.
void others_refused_too(const Refusal& refusal, Board& board) {
  if (!refusal.token || refusal.token->user.empty() || !last_before(refusal.token->accepted, refusal.at)) return;
  const auto alive = [&](const TokenStory& story) {
    const auto ends = expiry_of(story, refusal.knowledge, refusal.at);
    return ends && !story.refused.empty() && surely_alive(*ends, story, story.refused.back().at);
  };
  std::vector<const TokenStory*> ended = {refusal.token};
  std::vector<std::uint64_t> events = refusal.events;
  TimePoint since = refusal.at;
  for (const TokenStory* other : others(refusal)) {
    if (other->refused.empty() || other->user.empty()) continue;
    const Glimpse& refused = other->refused.front();
    if (!last_before(other->accepted, refused.at) || first_behind(other->accepted, refused.at)) continue;
    if (std::ranges::any_of(ended, [&](const TokenStory* one) { return one->user == other->user; })) continue;
    ended.push_back(other);
    events.push_back(refused.event);
    since = std::min(since, refused.at);
  }
  if (ended.size() < 2) return;
  bool younger_works = false, older_works = false;
  for (const TokenStory* other : others(refusal)) {
    if (!first_behind(other->accepted, since) || !other->first) continue;
    (other->first->at > since ? younger_works : older_works) = true;
  }
  if (older_works) return;
  const Evidence together{"tokens of " + std::to_string(ended.size()) + " users that had been good are refused", events};
  if (younger_works && std::ranges::all_of(ended, [&](const TokenStory* one) { return alive(*one); }))
    board.decides(secret_rotated, {together.text + ", none by its age, and a younger one works", events});
  else
    board.supports(secret_rotated, together);
}

void younger_accepted(const Refusal& refusal, Board& board) {
  if (!refusal.token || refusal.token->user.empty()) return;
  for (const TokenStory* other : others(refusal)) {
    const Glimpse* later = first_behind(other->accepted, refusal.at);
    if (!later || other->user != refusal.token->user || !other->first || other->first->at <= refusal.at) continue;
    board.weakens(token_of_other_app, {"a new token of the same user, " + other->label + ", was accepted", {later->event}});
  }
}

// The navigator that led to the refusal.
const Attempt* asked_before(const Refusal& refusal) {
  const Attempt* last = nullptr;
  for (const Attempt& attempt : refusal.symptoms.attempts) {
    const bool answered = attempt.end == Attempt::End::passed || attempt.end == Attempt::End::refused;
    const bool asks = attempt.what == Attempt::What::navigation && attempt.client == refusal.incident.client;
    if (asks && answered && attempt.ended <= refusal.at) last = &attempt;
  }
  return last;
}

void data_centre(const Refusal& refusal, Board& board) {
  const Attempt* asked = asked_before(refusal);
  if (!asked || !refusal.token || !refusal.token->seen) return;
  const auto here = region_of(asked_address(refusal.one, *asked));
  if (!here) return;
  for (const string& navigator : refusal.token->seen->text.navigators) {
    const auto home = region_of(navigator);
    if (!home || home == here) continue;
    board.decides(wrong_data_centre,
                  {"the token names navigators in " + string(*home) + ", and was presented in " + string(*here), asked->events});
    return;
  }
}

void word_of_the_server_api(const Refusal& refusal, Board& board) {
  const ApiFacts& api = refusal.one.api;
  if (api.secret_fits == false) {
    const Evidence misfit{"the Server API does not take the app's secret for this AppKey: renewed, or of another app", {}};
    board.supports(secret_rotated, misfit);
    board.supports(token_of_other_app, misfit);
  }
  const Evidence fresh{"a token issued on the spot is refused too", {}};
  if (api.fresh_token_accepted == false)
    for (const Cause cause : {token_expired, token_revoked, secret_rotated, token_altered, token_damaged, token_of_other_app})
      board.weakens(cause, fresh);
  if (api.app_in_service == false) board.decides(app_blocked, {"the Server API calls the app locked, deleted or unknown", {}});
  if (api.user_blocked == true) board.decides(user_blocked, {"the Server API calls the user blocked", {}});
  if (api.user_deactivated == true) board.decides(account_closed, {"the Server API calls the user's account closed", {}});
}

constexpr TokenFact kFacts[] = {
    {"the server's own word", servers_own_word},
    {"the same token was accepted before", accepted_before},
    {"the same token was accepted afterwards", accepted_afterwards},
    {"what its text looks like", look_of_the_text},
    {"how it differs from the token that was issued", likeness_to_an_issued_one},
    {"whether it went out to the network", traffic},
    {"for which AppKey it was issued", issuers_app_key},
    {"that its issue is on record", issue_on_record},
    {"when it ends", expiry},
    {"as old a token is accepted afterwards", others_accepted_afterwards},
    {"tokens of other users are refused too", others_refused_too},
    {"a younger token of the user is accepted", younger_accepted},
    {"which data centre it belongs to", data_centre},
    {"what the Server API says", word_of_the_server_api},
};

}  // namespace

std::span<const TokenFact> token_facts() { return kFacts; }

}  // namespace redial::doctor
