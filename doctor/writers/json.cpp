// See json.hpp. One function for each part of the schema.
#include "doctor/writers/json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace redial::doctor {
namespace {

using Json = nlohmann::ordered_json;

Json evidence_json(const std::vector<Evidence>& list) {
  Json all = Json::array();
  for (const Evidence& evidence : list) all.push_back({{"text", evidence.text}, {"events", evidence.events}});
  return all;
}

Json candidate_json(const Candidate& candidate) {
  const CauseInfo& info = describe(candidate.cause);
  return {{"cause", info.name},
          {"title", info.title},
          {"ruled_out", candidate.ruled_out},
          {"for", evidence_json(candidate.speaks_for)},
          {"against", evidence_json(candidate.speaks_against)},
          {"to_do", info.to_do},
          {"confirm", info.confirm},
          {"source", info.source},
          {"scenarios", info.scenarios}};
}

Json checks_json(const std::vector<scenarios::Check>& checks) {
  Json all = Json::array();
  for (const scenarios::Check& check : checks)
    all.push_back({{"id", check.id},
                   {"rule", check.rule},
                   {"severity", scenarios::to_name(check.severity)},
                   {"detail", check.detail},
                   {"source", check.source},
                   {"events", check.events}});
  return all;
}

Json stages_json(const std::vector<StageReport>& stages) {
  Json all = Json::array();
  for (const StageReport& stage : stages)
    all.push_back({{"stage", stage.stage},
                   {"where", stage.where},
                   {"passed", stage.passed},
                   {"took_ms", to_milliseconds(stage.took)},
                   {"summary", stage.summary},
                   {"sent", stage.sent},
                   {"received", stage.received}});
  return all;
}

Json tokens_json(const Case& one) {
  Json all = Json::array();
  for (const SeenToken& token : one.tokens) {
    Json flaws = Json::array();
    for (const TokenFlaw flaw : token.text.flaws) flaws.push_back(name_of(kTokenFlaws, flaw));
    all.push_back({{"label", token.label},
                   {"length", token.text.length},
                   {"flaws", flaws},
                   {"app_keys", token.app_keys},
                   {"issued_for", token.issued_for},
                   {"issued_as", token.issued_as},
                   {"mangling", name_of(kManglings, token.mangling)}});
  }
  return all;
}

// The events that the diagnosis speaks of, and those around them.
Json events_json(const Consultation& consultation) {
  constexpr std::size_t kAround = 2;
  Json all = Json::array();
  for (const std::size_t place : shown_events(consultation, kAround)) {
    const trace::Event& event = consultation.one.trace[place];
    all.push_back({{"sequence", event.sequence},
                   {"at_ms", to_milliseconds(event.at - consultation.one.start)},
                   {"lane", trace::to_name(event.lane)},
                   {"client", event.client},
                   {"text", trace::to_text(event)}});
  }
  return all;
}

Json case_json(const Consultation& consultation) {
  const Case& one = consultation.one;
  const Diagnosis& diagnosis = consultation.diagnosis;
  Json json{{"source", one.source},
            {"origin", to_name(one.origin)},
            {"sdk", one.sdk},
            {"answer", to_name(diagnosis.answer)},
            {"summary", diagnosis.summary},
            {"client", diagnosis.client},
            {"candidates", Json::array()},
            {"deciding_fact", diagnosis.deciding_fact},
            {"sdk_breaches", checks_json(diagnosis.sdk_breaches)},
            {"app_breaches", checks_json(diagnosis.app_breaches)},
            {"tokens", tokens_json(one)},
            {"events", events_json(consultation)},
            {"gaps", Json::array()}};
  if (diagnosis.answer == Diagnosis::Answer::found) json["cause"] = describe(diagnosis.candidates.front().cause).name;
  if (diagnosis.stage) json["stage"] = to_name(*diagnosis.stage);
  if (diagnosis.code) json["code"] = *diagnosis.code;
  for (const Candidate& candidate : diagnosis.candidates) json["candidates"].push_back(candidate_json(candidate));
  for (const Gap& gap : one.gaps) json["gaps"].push_back({{"where", gap.where}, {"what", gap.what}});
  if (!consultation.stages.empty()) json["stages"] = stages_json(consultation.stages);
  return json;
}

}  // namespace

void write_json(std::span<const Consultation> consultations, std::ostream& out) {
  Json json{{"schema_version", 1}, {"cases", Json::array()}};
  for (const Consultation& one : consultations) json["cases"].push_back(case_json(one));
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace redial::doctor
