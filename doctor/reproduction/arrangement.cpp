// See arrangement.hpp.
#include "doctor/reproduction/arrangement.hpp"

#include <algorithm>
#include <array>

#include "core/control/server_command.hpp"

namespace redial::doctor {
namespace {

using control::TokenVerdict;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kLifetime = seconds(60);
constexpr Duration kBeyondLifetime = seconds(61);
constexpr Duration kTooEarly = minutes(10);
constexpr const char* kPad = "pad";

struct Row {
  Cause cause;
  TokenVerdict verdict;
};
constexpr std::array kVerdicts{
    Row{Cause::token_expired, TokenVerdict::expired},          Row{Cause::token_revoked, TokenVerdict::revoked},
    Row{Cause::secret_rotated, TokenVerdict::old_secret},      Row{Cause::token_not_yet_valid, TokenVerdict::not_yet_valid},
    Row{Cause::token_of_other_app, TokenVerdict::foreign_app}, Row{Cause::token_altered, TokenVerdict::altered},
    Row{Cause::token_used_up, TokenVerdict::used_up},          Row{Cause::token_of_other_device, TokenVerdict::other_device},
    Row{Cause::app_key_unknown, TokenVerdict::unknown_app},    Row{Cause::user_blocked, TokenVerdict::user_blocked},
    Row{Cause::account_closed, TokenVerdict::user_deactivated}};

std::optional<TokenVerdict> verdict_of(Cause cause) {
  const auto row = std::ranges::find(kVerdicts, cause, &Row::cause);
  return row == kVerdicts.end() ? std::nullopt : std::optional(row->verdict);
}

// The language's word for the way in which the text was spoilt.
std::string alteration(const RefusedToken& token) {
  struct Way {
    TokenFlaw flaw;
    Mangling mangling;
    const char* word;
  };
  static constexpr std::array kWays{Way{TokenFlaw::percent_encoded, Mangling::percent_encoded, "percent-encode"},
                                    Way{TokenFlaw::doubled, Mangling::doubled, "double"},
                                    Way{TokenFlaw::blank_inside, Mangling::plus_to_space, "plus-to-space"},
                                    Way{TokenFlaw::blank_around, Mangling::padded, kPad},
                                    Way{TokenFlaw::quoted, Mangling::padded, kPad},
                                    Way{TokenFlaw::cut, Mangling::cut, "truncate"}};
  if (!token.seen) return "flip";
  for (const Way& way : kWays)
    if (token.seen->mangling == way.mangling || std::ranges::count(token.seen->text.flaws, way.flaw) > 0) return way.word;
  return "flip";
}

Node issue(const RefusedToken& token, const std::string& label, std::vector<Field> more = {}) {
  std::vector<Field> fields{{"name", text(label)}, {"user", text(token.user)}};
  std::ranges::move(more, std::back_inserter(fields));
  return step("issue-token", std::move(fields));
}

Node alter(const std::string& name, const std::string& from, const std::string& how) {
  return step("alter-token", {{"name", text(name)}, {"from", text(from)}, {"how", text(how)}});
}

// What is put around a token makes a host name that nobody has of the navigator at its end, and an SDK may give up on that. The
// token on record went on to be refused, so none is named.
std::vector<Node> spoilt(const RefusedToken& token, const std::string& how) {
  const std::string whole = token.label + "-whole", bare = token.label + "-bare";
  if (how != kPad) return {issue(token, whole), alter(token.label, whole, how)};
  return {issue(token, whole), alter(bare, whole, "lose-hosts"), alter(token.label, bare, how)};
}

// Bad from its issue on, without a further step.
bool is_born_bad(Cause cause) {
  constexpr std::array kBorn{Cause::token_not_yet_valid, Cause::token_of_other_app, Cause::app_key_unknown,
                             Cause::token_altered,       Cause::token_damaged,      Cause::token_empty};
  return std::ranges::find(kBorn, cause) != kBorn.end();
}

// Of no token's doing: the mock server is told to refuse, whoever comes.
bool is_refused_by_fault(Cause cause) { return !is_born_bad(cause) && !verdict_of(cause); }

// What makes a good token bad, whenever it is done.
std::vector<Node> turn(const RefusedToken& token) {
  switch (token.cause) {
    case Cause::token_expired:
      return {step("advance-clock", lasting(kBeyondLifetime))};
    case Cause::token_revoked:
      return {step("expire-tokens", text(token.user))};
    case Cause::secret_rotated:
      return {text("rotate-secret")};
    case Cause::user_blocked:
      return {step("block-user", {{"user", text(token.user)}, {"for", lasting(minutes(10))}})};
    case Cause::account_closed:
      return {step("deactivate-user", text(token.user))};
    case Cause::token_used_up:
    case Cause::token_of_other_device:
      return {};
    default:
      if (token.at_navigation) return {step("fault", {{"kind", text("navigation-status")}, {"status", number(token.status)}})};
      return {step("fault", {{"kind", text("connack-status")}, {"status", number(token.status)}})};
  }
}

// What ends a refusal, where something can.
std::vector<Node> mend(const RefusedToken& token) {
  switch (token.cause) {
    case Cause::token_not_yet_valid:
      return {step("advance-clock", lasting(kTooEarly))};
    case Cause::user_blocked:
      return {step("unblock-user", text(token.user))};
    case Cause::account_closed:
      return {step("reactivate-user", text(token.user))};
    default:
      return is_refused_by_fault(token.cause) ? std::vector{text("clear-faults")} : std::vector<Node>{};
  }
}

std::vector<Node> issued(const RefusedToken& token, Arrangement& made) {
  switch (token.cause) {
    case Cause::token_expired:
      return {issue(token, token.label, {{"lifetime", lasting(kLifetime)}})};
    case Cause::token_not_yet_valid:
      return {issue(token, token.label, {{"starts-in", lasting(kTooEarly)}})};
    case Cause::token_used_up:
      made.used_elsewhere = !token.was_good;
      return {issue(token, token.label, {{"one-time", yes_or_no(true)}})};
    case Cause::token_of_other_device:
      made.used_elsewhere = true;
      return {issue(token, token.label, {{"device-bound", yes_or_no(true)}})};
    case Cause::token_of_other_app:
      made.foreign = true;
      return {issue(token, token.label, {{"app", text("other")}})};
    case Cause::app_key_unknown:
      made.unknown_app_key = true;
      return {issue(token, token.label)};
    case Cause::token_altered:
      return spoilt(token, "flip");
    case Cause::token_damaged:
      return spoilt(token, alteration(token));
    case Cause::token_empty:
      return spoilt(token, token.seen && token.seen->text.length > 0 ? "blank" : "empty");
    default:
      return {issue(token, token.label)};
  }
}

void answer_as_observed(const RefusedToken& token, Arrangement& made) {
  const auto verdict = verdict_of(token.cause);
  if (!verdict) return;
  const control::Refusal usual = control::default_refusal(*verdict);
  const bool same_stage = (usual.stage == control::Refusal::Stage::navigation) == token.at_navigation;
  if (same_stage && usual.status == token.status) return;
  made.verdict = to_name(*verdict);
  made.answer = (token.at_navigation ? "navigation-" : "connack-") + std::to_string(token.status);
}

}  // namespace

Arrangement arranged(const RefusedToken& token) {
  Arrangement made;
  made.issue = issued(token, made);
  if (!is_born_bad(token.cause)) made.turn = turn(token);
  made.mend = mend(token);
  answer_as_observed(token, made);
  return made;
}

Cause usual_cause(std::int32_t connack_status) {
  switch (connack_status) {
    case 2:
      return Cause::app_key_unknown;
    case 4:
    case 10:
      return Cause::token_expired;
    case 9:
      return Cause::user_blocked;
    case 19:
      return Cause::account_closed;
    default:
      return Cause::none;
  }
}

}  // namespace redial::doctor
