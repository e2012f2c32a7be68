// See ladder.hpp.
#include "doctor/writers/ladder.hpp"

#include <algorithm>
#include <string>

#include "core/time/utc_text.hpp"

namespace redial::doctor {
namespace {

using scenarios::Check;
using scenarios::Verdict;
using std::string;
using Answer = Diagnosis::Answer;

Verdict verdict_of(Answer answer) {
  switch (answer) {
    case Answer::found:
      return Verdict::fail;
    case Answer::nothing_wrong:
      return Verdict::pass;
    default:
      return Verdict::inconclusive;
  }
}

// The diagnosis as a check of its own: the candidate's evidence leads to the events of the ladder.
Check check_of(const Candidate& candidate, Answer answer) {
  const CauseInfo& info = describe(candidate.cause);
  Check check{.id = string(info.name), .rule = string(info.title)};
  check.verdict = candidate.ruled_out ? Verdict::pass : verdict_of(answer);
  for (const auto* list : {&candidate.speaks_for, &candidate.speaks_against}) {
    for (const Evidence& evidence : *list) {
      check.detail +=
          (check.detail.empty() ? "" : "; ") + string(list == &candidate.speaks_against ? "against: " : "") + evidence.text;
      check.events.insert(check.events.end(), evidence.events.begin(), evidence.events.end());
    }
  }
  if (check.detail.empty()) check.detail = "nothing on record speaks for it or against it";
  if (!candidate.ruled_out) check.detail += "; what to do: " + string(info.to_do);
  check.source = info.source;
  return check;
}

reports::ScenarioResult result_of(const Consultation& consultation) {
  const Case& one = consultation.one;
  const Diagnosis& diagnosis = consultation.diagnosis;
  reports::ScenarioResult result;
  result.scenario = one.source;
  result.file = consultation.file;
  result.shows = diagnosis.summary;
  result.tags = {string(to_name(one.origin))};
  if (diagnosis.code) result.tags.push_back(std::to_string(*diagnosis.code));
  const std::size_t blank = one.sdk.find(' ');
  result.client.name = one.sdk.empty() ? "unknown SDK" : one.sdk.substr(0, blank);
  if (blank != string::npos) result.client.version = one.sdk.substr(blank + 1);
  result.client.profile = one.profile;
  result.client.host = to_name(one.origin);
  result.verdict = verdict_of(diagnosis.answer);
  if (result.verdict == Verdict::inconclusive)
    result.reason = diagnosis.deciding_fact.empty() ? diagnosis.summary : "would decide: " + diagnosis.deciding_fact;
  result.started_at = one.start;
  result.trace = one.trace;
  if (!one.trace.empty()) result.duration = one.trace.back().at - one.start;
  for (const Candidate& candidate : diagnosis.candidates) result.checks.push_back(check_of(candidate, diagnosis.answer));
  for (const auto* breaches : {&diagnosis.sdk_breaches, &diagnosis.app_breaches})
    result.checks.insert(result.checks.end(), breaches->begin(), breaches->end());
  return result;
}

// From the first event of all to the last. Several records have one line of time only where each of them tells its date.
void tell_time(reports::Report& report, std::span<const Consultation> consultations) {
  Duration first = Duration::max(), last = Duration::min();
  std::size_t told = 0, dated = 0;
  for (const Consultation& consultation : consultations) {
    const Case& one = consultation.one;
    if (one.trace.empty()) continue;
    const Duration begin = one.began.value_or(UnixMillis{});
    first = std::min(first, begin);
    last = std::max(last, begin + (one.trace.back().at - one.start));
    ++told;
    if (one.began) ++dated;
  }
  if (told == 0 || (told > 1 && dated < told)) return;
  report.duration = last - first;
  if (dated > 0) report.started_at = utc_text(std::chrono::floor<UnixMillis>(first));
}

}  // namespace

reports::Report ladder_report(std::span<const Consultation> consultations) {
  reports::Report report{.origin = reports::Origin::records};
  tell_time(report, consultations);
  for (const Consultation& one : consultations) report.results.push_back(result_of(one));
  return report;
}

}  // namespace redial::doctor
