// The tables of who takes part, of the scenario as a whole, and of known deviations.
#include "core/control/client_command.hpp"
#include "core/control/server_command.hpp"
#include "scenarios/engine/language_types.hpp"

namespace redial::scenarios::language {
namespace {

const Object& policy() {
  static const Object object = [] {
    Object made{"policy", "How an app's server decides. What is left out is as the vendor documents it.", "", {}};
    for (const auto& [verdict, verdict_name] : control::kVerdictNames) {
      if (verdict == control::TokenVerdict::valid) continue;
      const control::Refusal refusal = control::default_refusal(verdict);
      made.fields.push_back({verdict_name, a_refusal(), optional,
                             "the answer to the token verdict " + std::string(verdict_name) + "; " +
                                 (refusal.stage == control::Refusal::Stage::login ? "connack-" : "navigation-") +
                                 std::to_string(refusal.status) + " by default"});
    }
    made.fields.push_back({"second-login", a_word(control::kSecondLoginNames), optional,
                           "what a second login of a user does; kick-older by default"});
    made.fields.push_back({"login-scope", a_word(control::kLoginScopeNames), optional,
                           "which login is a second one: one on the same platform, or any of the user; platform by default"});
    made.fields.push_back(
        {"navigation-names-user", a_flag(), optional, "whether navigation says whose token it is; true by default"});
    made.fields.push_back({"connack", a_word(control::kConnAckLayoutNames), optional, "the layout of CONNACK; v3 by default"});
    made.fields.push_back({"delivery", a_word(control::kDeliveryNames), optional,
                           "messages are pushed whole, or announced and pulled; push by default"});
    made.fields.push_back({"chat-addresses", an_integer(1, control::kMaxChatAddresses), optional,
                           "how many chat addresses navigation names, all of them the app's; 1 by default"});
    return made;
  }();
  return object;
}

const Object& app() {
  static const Object object{"app",
                             "A tenant of the mock server with an AppKey, users and tokens of its own.",
                             "",
                             {{"policy", an_object(policy()), optional, "how its server decides"}}};
  return object;
}

const Object& connect_again() {
  static const Object object{"connect-again",
                             "How often the app model connects again, and how soon.",
                             "at-most",
                             {{"at-most", an_integer(1, kMaxConnectsAgain), required, "so many times in the whole run"},
                              {"after", a_duration(Duration(0)), optional, "so long after it was told; 0 s by default"}}};
  return object;
}

const Object& app_model() {
  static const Object object{
      "app-model",
      "An app that, told one of these codes as the result of connect or as a status, gets a new token for the client's user and "
      "connects again. The n-th token of client alice is called alice-renewed-n.",
      "",
      {{"on", a_list(a_code()), required, "the codes"},
       {"connect-again", an_object(connect_again()), required, "how often, and how soon"},
       {"fetch-token", a_flag(), optional, "false: it takes the token that it has; true by default"},
       {"fetch-fails", an_integer(0, kMaxConnectsAgain), optional,
        "so many fetches fail first (token-fetched with code 500) and are tried again after the same time; 0 by default"}}};
  return object;
}

const Object& client() {
  static const Object object{
      "client",
      "A client under test.",
      "",
      {of_user("the user whose tokens it uses"),
       {"app", a_known(Space::app), optional, "the app whose addresses it is pointed at; main by default"},
       {"app-key", a_known(Space::app, {kUnknownApp}), optional,
        "the app whose AppKey it presents, or unknown; its app by default"},
       {"callback", a_flag(), optional, "connect passes the callback argument, where the API has one; true by default"},
       {"listens", a_flag(), optional, "listeners are registered right after creation; true by default"},
       {"created", a_flag(), optional, "it exists before the first step; true by default"},
       {"initialised", a_flag(), optional, "the app calls the SDK's init on creation; true by default"},
       {"navigators", an_integer(1, kMaxNavigators), optional, "how many navigators it is given, all its app's; 1 by default"},
       {"app-model", an_object(app_model()), optional, "what its app does by itself when it is told certain codes"},
       {"heartbeat-level", an_integer(control::kMinHeartbeatLevel, control::kMaxHeartbeatLevel), optional,
        "unanswered pings in a row after which it reconnects, where the API has such a level; the API's own by default"}}};
  return object;
}

std::vector<Field> deviation_fields() {
  return {{"client", a_text(), required, "the client's name, as reports give it"},
          {"versions", a_text(), required, "a version, or a range such as \">=5.38.0 <6\""},
          {"host", a_text(), optional, "what the client runs in, such as chromium; any by default"},
          {"scenario", a_text(), required, "the scenario's id; without what stands in brackets it covers all cases"},
          {"check", a_text(), required, "the id of the check that fails"},
          {"sometimes", a_flag(), optional, "chance decides whether it shows, so the entry never is stale; false by default"},
          {"evidence", a_text(), required, "what was seen"},
          {"source", a_text(), required, "the document or package in which it can be looked up"}};
}

}  // namespace

const Object& scenario() {
  static const Object object{
      "scenario",
      "One behaviour per file; with parameters, once for each case.",
      "",
      {{"shows", a_text(), required, "what the scenario shows, in one line"},
       {"sources", a_list(a_text()), required, "the documents that it rests on"},
       {"tags", a_list(a_text()), optional, "words to select it by"},
       {"profiles", a_list(a_profile()), optional, "API profiles that it is played for; all by default"},
       {"requires", a_list(a_word(control::kCapabilityNames)), optional,
        "what a client must be able to do; what transports and steps need is known without saying"},
       {"virtual-only", a_flag(), optional, "played in virtual time alone, up to 60 d; false by default"},
       {"exact-durations", a_flag(), optional, "exploration leaves the durations of its steps as they are; false by default"},
       {"transports", a_list(a_word(kTransportNames)), optional, "played once over each; plain by default"},
       {"parameters", a_table_of(a_list(a_value(kMaxNameBytes)), kMaxParameters), optional,
        "values by parameter; one case for each combination"},
       {"cases", a_table_of(a_table_of(a_value(kMaxTextBytes), kMaxParameters), kMaxListItems), optional,
        "cases by name, each with a value for every parameter that it sets"},
       {"exclude", a_list(a_table_of(a_value(kMaxTextBytes), kMaxParameters)), optional,
        "combinations of values that are left out"},
       {"apps", a_table(Space::app, kMaxApps, app()), optional, "apps by name; there is always a main"},
       {"clients", a_table(Space::client, kMaxClients, client()), required, "clients by name"},
       {"steps", a_list(a_choice(steps()), kMaxSteps), required, "what happens, one after the other"},
       {"expect", a_list(a_choice(expectations()), kMaxExpectations), optional,
        "what must have been observed in the end, beside the contract"}}};
  return object;
}

std::vector<const Object*> parts() {
  return {&scenario(), &app(), &policy(), &client(), &app_model(), &connect_again(), &told()};
}

const Type& deviations() {
  static const Object object{"deviation", "A promise that a client is known to break.", "", deviation_fields()};
  static const Type type = [] {
    Type list = a_list(an_object(object), kMaxDeviations);
    list.least = 0;
    return list;
  }();
  return type;
}

}  // namespace redial::scenarios::language
