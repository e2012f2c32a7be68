// See loop.hpp.
#include "doctor/reproduction/loop.hpp"

#include "doctor/diagnosis/tables.hpp"

namespace redial::doctor {
namespace {

bool goes_on_with(const Loop& loop, const Attempt& attempt) {
  return loop.token == attempt.token && loop.stage == attempt.what && loop.status == attempt.status.value_or(kUsualStatus);
}

}  // namespace

std::map<std::string, Loop> loops(const Symptoms& symptoms) {
  std::map<std::string, Loop> open, found;
  for (const Attempt& attempt : symptoms.attempts) {
    const bool refused = attempt.end == Attempt::End::refused;
    if (!refused && attempt.end != Attempt::End::accepted) continue;
    Loop& loop = open[attempt.client];
    if (!refused || !goes_on_with(loop, attempt))
      loop = {attempt.token, attempt.what, attempt.status.value_or(kUsualStatus), 0, {}};
    if (!refused) continue;
    loop.code = code_of_refusal(attempt).value_or(0);
    loop.refused.push_back(attempt.ended);
    if (loop.refused.size() >= kOften) found[attempt.client] = loop;
  }
  return found;
}

// What was sent counts, not what the server had decided: a fault may have come between.
Node expected(const Loop& loop) {
  std::vector<Field> fields{{"times", number(kOften)}};
  if (loop.stage == Attempt::What::navigation) {
    fields.emplace_back("event", text("navigation-answered"));
    fields.emplace_back("code", number(loop.status));
  } else {
    fields.emplace_back("event", text("server-sent"));
    fields.emplace_back("name", text("CONNACK " + std::to_string(loop.status)));
  }
  return step("at-least", std::move(fields));
}

}  // namespace redial::doctor
