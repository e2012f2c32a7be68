// See deciding_fact.hpp. A question is as good as its answers are likely to leave few causes: the sum of the squares of what each
// answer leaves.
#include "doctor/diagnosis/deciding_fact.hpp"

#include <algorithm>
#include <vector>

namespace redial::doctor {
namespace {

using enum Cause;

struct Question {
  std::string_view text;
  bool needs_no_wire = true;                // false: only of use while the network is not on record
  std::vector<std::vector<Cause>> answers;  // what each answer leaves; causes in none of them are left by the last
};

const std::vector<Question>& questions() {
  static const std::vector<Question> kQuestions = {
      {"the network of the same login: a HAR, a capture, or redial doctor with the token",
       false,
       {{name_not_resolved},
        {network_unreachable},
        {connection_refused},
        {connection_timed_out},
        {certificate_expired},
        {certificate_not_yet_valid},
        {certificate_untrusted},
        {certificate_host_mismatch},
        {tls_version},
        {tls_failed},
        {browser_blocked},
        {connection_lost},
        {navigation_silent},
        {navigation_http_error},
        {navigation_unusable},
        {upgrade_refused},
        {upgrade_silent},
        {login_unanswered}}},
      {"when, with which lifetime and for which AppKey this token was issued (the app server's log)",
       true,
       {{token_expired}, {token_of_other_app}, {token_not_yet_valid}}},
      {"the token's text where connect is called, compared with the app server's (its length and SHA-256 are enough)",
       true,
       {{token_empty}, {token_damaged, token_altered}}},
      {"whether this token ever logged in before", true, {{token_expired, token_revoked, secret_rotated}}},
      {"whether other users' tokens from before that time still log in", true, {{secret_rotated}}},
      {"whether the app server has called /user/token/expire.json for this user", true, {{token_revoked}}},
      {"when the app's secret was last renewed (the vendor's console)", true, {{secret_rotated}}},
      {"whether the same token is accepted some minutes later", true, {{token_not_yet_valid}}},
      {"whether a fresh token of the same user logs in with this AppKey", true, {{token_of_other_app, token_not_yet_valid}}},
      {"what the servers' side of the connection says: a capture, or redial doctor from the same network",
       true,
       {{connection_refused},
        {connection_timed_out},
        {connection_lost},
        {login_unanswered},
        {upgrade_silent},
        {upgrade_refused}}},
  };
  return kQuestions;
}

// What the answers leave on average, times the number of causes; lower is better.
std::size_t cost(const Question& question, std::span<const Cause> open) {
  std::size_t sum = 0, told = 0;
  for (const auto& answer : question.answers) {
    const auto left = static_cast<std::size_t>(
        std::ranges::count_if(answer, [&](Cause cause) { return std::ranges::find(open, cause) != open.end(); }));
    sum += left * left;
    told += left;
  }
  const std::size_t rest = open.size() - told;
  return sum + rest * rest;
}

}  // namespace

std::string deciding_fact(std::span<const Cause> open, bool wire_seen) {
  const Question* best = nullptr;
  std::size_t least = open.size() * open.size();
  for (const Question& question : questions()) {
    if (!question.needs_no_wire && wire_seen) continue;
    const std::size_t own = cost(question, open);
    if (own >= least) continue;
    least = own;
    best = &question;
  }
  return best ? std::string(best->text) : std::string();
}

}  // namespace redial::doctor
