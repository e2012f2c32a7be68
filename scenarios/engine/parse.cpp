// The way from text to scenarios: YAML, shape, names, then the parts in the order of the file.
#include "scenarios/engine/parse.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/engine/expand.hpp"
#include "scenarios/engine/language.hpp"
#include "scenarios/engine/needs.hpp"
#include "scenarios/engine/parse_parts.hpp"
#include "scenarios/engine/scope.hpp"
#include "scenarios/engine/shape.hpp"
#include "scenarios/engine/yaml_tree.hpp"

namespace redial::scenarios {
std::vector<std::string> texts(const Record& record, std::string_view field) {
  std::vector<std::string> result;
  const Value* list = record.find(field);
  if (list == nullptr) return result;
  for (const Value& item : std::get<std::vector<Value>>(list->data)) {
    if (const auto* text = std::get_if<std::string>(&item.data)) result.push_back(*text);
  }
  return result;
}

namespace {

using language::Space;

std::optional<Diagnostic> too_large(std::string_view text, std::string_view file) {
  if (text.size() <= kMaxScenarioBytes) return std::nullopt;
  return Diagnostic{
      std::string(file), {}, "too large: " + std::to_string(kMaxScenarioBytes / 1024) + " KiB at most", "", 0, "", {}};
}

const std::vector<NamedValue>& rows(const Record& record, std::string_view field) {
  static const std::vector<NamedValue> none;
  const Value* table = record.find(field);
  return table == nullptr ? none : std::get<std::vector<NamedValue>>(table->data);
}

AppSpec read_app(const Record& record) {
  AppSpec app;
  const auto policy = record.get<Record>("policy");
  if (!policy) return app;
  for (const auto& [verdict, name] : control::kVerdictNames) {
    if (policy->object->find(name) == nullptr) continue;
    if (const auto refusal = policy->get<control::Refusal>(name)) app.policy.refusals[verdict] = *refusal;
  }
  if (const auto word = policy->get<std::string>("second-login"))
    app.policy.second_login = *value_of(control::kSecondLoginNames, *word);
  if (const auto word = policy->get<std::string>("login-scope"))
    app.policy.login_scope = *value_of(control::kLoginScopeNames, *word);
  app.policy.navigation_names_user = policy->get<bool>("navigation-names-user").value_or(true);
  if (const auto word = policy->get<std::string>("connack")) app.policy.connack = *value_of(control::kConnAckLayoutNames, *word);
  if (const auto count = policy->get<std::int64_t>("chat-addresses"))
    app.policy.chat_addresses = static_cast<std::uint32_t>(*count);
  if (const auto word = policy->get<std::string>("delivery")) app.policy.delivery = *value_of(control::kDeliveryNames, *word);
  return app;
}

AppModel read_app_model(const Record& record) {
  AppModel model;
  for (const Value& code : std::get<std::vector<Value>>(record.find("on")->data))
    model.on.push_back(static_cast<std::int32_t>(std::get<std::int64_t>(code.data)));
  const auto again = *record.get<Record>("connect-again");
  model.connects_again = static_cast<std::uint32_t>(*again.get<std::int64_t>("at-most"));
  model.after = again.get<Duration>("after").value_or(Duration{});
  model.fetch_token = record.get<bool>("fetch-token").value_or(true);
  model.fetch_fails = static_cast<std::uint32_t>(record.get<std::int64_t>("fetch-fails").value_or(0));
  return model;
}

ClientSpec read_client(const Record& record) {
  ClientSpec client;
  client.user = record.get<std::string>("user").value_or("");
  client.app = record.get<std::string>("app").value_or("main");
  client.app_key = record.get<std::string>("app-key").value_or(client.app);
  client.with_callback = record.get<bool>("callback").value_or(true);
  client.listens = record.get<bool>("listens").value_or(true);
  client.created = record.get<bool>("created").value_or(true);
  client.initialised = record.get<bool>("initialised").value_or(true);
  client.navigators = static_cast<std::uint32_t>(record.get<std::int64_t>("navigators").value_or(1));
  if (const auto model = record.get<Record>("app-model"); model && model->whole) client.app_model = read_app_model(*model);
  if (const auto level = record.get<std::int64_t>("heartbeat-level")) client.heartbeat_level = static_cast<std::uint32_t>(*level);
  return client;
}

class ScenarioReader {
 public:
  explicit ScenarioReader(Diagnostics& diagnostics) : scope_(diagnostics) {}

  // What could be read; complete if there were no diagnostics.
  Scenario read(const Record& record);

 private:
  void read_apps(const Record& record);
  void read_clients(const Record& record);
  ClientUse use_of(const std::string& name, const ClientSpec& client);
  void refuse_idle_clients(const Record& record);

  Scope scope_;
  Scenario scenario_;
  ClientUses uses_;
};

Scenario ScenarioReader::read(const Record& record) {
  scenario_.shows = record.get<std::string>("shows").value_or("");
  scenario_.sources = texts(record, "sources");
  scenario_.tags = texts(record, "tags");
  scenario_.profiles = texts(record, "profiles");
  scenario_.virtual_only = record.get<bool>("virtual-only").value_or(false);
  scenario_.exact_durations = record.get<bool>("exact-durations").value_or(false);
  read_apps(record);
  read_clients(record);
  const Value* steps = record.find("steps");
  // Without clients or steps everything else would be blamed for their absence.
  if (scenario_.clients.empty() || steps == nullptr) return std::move(scenario_);
  scenario_.steps = read_steps(*steps, scope_, uses_, scenario_.virtual_only ? kMaxVirtualRunTime : kMaxRunTime);
  refuse_idle_clients(record);
  if (const Value* expect = record.find("expect")) scenario_.expectations = read_expectations(*expect, scope_, uses_);
  for (const std::string& word : texts(record, "requires")) scenario_.needs.insert(*value_of(control::kCapabilityNames, word));
  return std::move(scenario_);
}

void ScenarioReader::read_apps(const Record& record) {
  scope_.declare(Space::app, "main");
  scenario_.apps["main"];
  for (const NamedValue& row : rows(record, "apps")) {
    if (row.name == kUnknownApp)
      scope_.diagnostics().add(row.position, "'unknown' stands for an AppKey that no app has: choose another name");
    scope_.declare(Space::app, row.name);
    scenario_.apps[row.name] = read_app(std::get<Record>(row.value.data));
  }
}

void ScenarioReader::read_clients(const Record& record) {
  for (const NamedValue& row : rows(record, "clients")) {
    const auto& client = std::get<Record>(row.value.data);
    scope_.declare(Space::client, row.name);
    scope_.resolve(client);
    scenario_.clients[row.name] = read_client(client);
    uses_[row.name] = use_of(row.name, scenario_.clients[row.name]);
  }
}

// What the app model may call and fetch can be spoken of, whenever it will be.
ClientUse ScenarioReader::use_of(const std::string& name, const ClientSpec& client) {
  ClientUse use;
  use.created = client.created;
  use.initialised = client.initialised;
  if (!client.app_model) return use;
  use.calls = use.connects = client.app_model->connects_again;
  if (client.app_model->fetch_token) use.renewals = client.app_model->connects_again;
  for (std::uint32_t n = 1; n <= use.renewals; ++n) scope_.declare(Space::token, renewed_token(name, n));
  return use;
}

void ScenarioReader::refuse_idle_clients(const Record& record) {
  for (const NamedValue& row : rows(record, "clients")) {
    if (!uses_[row.name].used) scope_.diagnostics().add(row.position, "no step uses client " + in_quotes(row.name));
  }
}

std::vector<Scenario> over_each_transport(const Scenario& scenario, const std::vector<std::string>& transports) {
  bool plain = transports.empty(), tls = false;
  for (const std::string& word : transports) (word == name_of(kTransportNames, Transport::tls) ? tls : plain) = true;
  std::vector<Scenario> result;
  if (plain) result.push_back(scenario);
  if (tls) {
    result.push_back(scenario);
    result.back().transport = Transport::tls;
    if (plain) result.back().id += " (tls)";
  }
  for (Scenario& each : result) each.needs.merge(needs_of(each));
  return result;
}

std::string text_of(const yaml::Node& root, std::string_view field) {
  const auto entry = std::ranges::find(root.entries, field, &yaml::Entry::key);
  return entry == root.entries.end() ? std::string() : entry->value.text;
}

}  // namespace

Result<std::vector<Scenario>, std::vector<Diagnostic>> parse(std::string_view text, std::string_view file, std::string id) {
  if (auto refusal = too_large(text, file)) return std::vector<Diagnostic>{std::move(*refusal)};
  const Source source(text, file);
  Diagnostics diagnostics(source);
  const auto root = yaml::read(source, diagnostics);
  if (!root) return diagnostics.take();
  std::vector<Diagnostic> of_file = diagnostics.take();
  std::vector<Scenario> scenarios;
  CaseDiagnostics wrong;
  for (const Case& each : expand(*root, diagnostics)) {
    Diagnostics of_case(source);
    const Record record = check(each.tree, language::scenario(), of_case);
    Scenario scenario = ScenarioReader(of_case).read(record);
    wrong.add(each.suffix, of_case.take());
    scenario.template_id = id;
    scenario.template_shows = text_of(*root, "shows");
    scenario.id = id + (each.suffix.empty() ? "" : " " + each.suffix);
    scenario.file = file;
    std::ranges::move(over_each_transport(scenario, texts(record, "transports")), std::back_inserter(scenarios));
  }
  std::ranges::move(diagnostics.take(), std::back_inserter(of_file));
  std::vector<Diagnostic> all = wrong.take(std::move(of_file));
  if (!all.empty()) return all;
  return scenarios;
}

Result<std::vector<KnownDeviation>, std::vector<Diagnostic>> parse_deviations(std::string_view text, std::string_view file) {
  if (auto refusal = too_large(text, file)) return std::vector<Diagnostic>{std::move(*refusal)};
  const Source source(text, file);
  Diagnostics diagnostics(source);
  const auto root = yaml::read(source, diagnostics);
  if (!root) return diagnostics.take();
  const Value list = check(*root, language::deviations(), diagnostics);
  std::vector<KnownDeviation> deviations;
  const auto* items = std::get_if<std::vector<Value>>(&list.data);
  for (const Value& item : items ? *items : std::vector<Value>()) {
    if (!item.whole) continue;
    const auto& record = std::get<Record>(item.data);
    const auto field = [&](std::string_view name) { return *record.get<std::string>(name); };
    if (!is_version_range(field("versions"))) {
      diagnostics.add(record.find("versions")->position,
                      in_quotes(field("versions")) + " is no version or range: write \"5.38.0\" or \">=5.38.0 <6\"");
    }
    deviations.push_back({field("client"), field("versions"), field("scenario"), field("check"), field("evidence"),
                          field("source"), std::string(file), record.position, record.get<std::string>("host").value_or(""),
                          record.get<bool>("sometimes").value_or(false)});
  }
  if (!diagnostics.empty()) return diagnostics.take();
  return deviations;
}

}  // namespace redial::scenarios
