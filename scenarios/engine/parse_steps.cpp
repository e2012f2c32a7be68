// Steps: a reader for each word, and what the steps before must have done for it to make sense.
#include <algorithm>
#include <utility>

#include "scenarios/engine/parse_fault.hpp"
#include "scenarios/engine/parse_parts.hpp"
#include "scenarios/engine/wording.hpp"

namespace redial::scenarios {
namespace {

using language::Space;

class StepReader {
 public:
  StepReader(Scope& scope, ClientUses& uses, Duration longest_run) : scope_(scope), uses_(uses), longest_run_(longest_run) {}

  Action read(const Record& record);
  // Keeps the books of a step that was refused (null: not even its word is known), so that what follows is not blamed for it.
  void skip(const Record* record);

 private:
  using Reader = Action (StepReader::*)(const Record&);
  struct Row {
    std::string_view word;
    Reader reader;
  };
  static const Row kReaders[];

  Action create(const Record& r);
  Action init(const Record& r);
  Action together(const Record& r);
  Action in_callback(const Record& r);
  Action issue_token(const Record& r);
  Action alter_token(const Record& r);
  Action await(const Record& r);
  Action watch(const Record& r);
  Action restart_app(const Record& r);
  Action storage(const Record& r);
  Action fault(const Record& r);
  Action listen(const Record& r) { return ListenStep{existing(r)}; }
  Action device(const Record& r) { return DeviceStep{existing(r), *control::device_event_from_name(r.object->name)}; }
  // The step that a call of a client's API is by itself.
  Action call(const Record& r) {
    return std::visit([](auto&& step) -> Action { return std::move(step); }, api_step(r));
  }
  ApiStep api_step(const Record& r);
  ConnectStep connect(const Record& r);
  template <class Command>
  Action user_command(const Record& r) {
    return server_step(r, Command{UserId(*r.get<std::string>("user"))});
  }
  Action rotate_secret(const Record& r) { return server_step(r, control::RotateSecret{}); }
  Action advance_clock(const Record& r) { return server_step(r, control::AdvanceClock{*r.get<Duration>("by")}); }
  Action block_user(const Record& r) { return server_step(r, control::BlockUser{user(r), *r.get<Duration>("for")}); }
  Action clear_faults(const Record& r) { return server_step(r, control::ClearFaults{r.get<std::string>("name").value_or("")}); }
  Action disconnect_user(const Record& r);
  Action restart_server(const Record& r);
  Action deliver(const Record& r);

  static std::string app(const Record& r) { return r.get<std::string>("app").value_or("main"); }
  static UserId user(const Record& r, std::string_view field = "user") { return UserId(*r.get<std::string>(field)); }
  static Action server_step(const Record& r, control::ServerCommand command) { return ServerStep{app(r), std::move(command)}; }
  std::string existing(const Record& r);
  std::string caller(const Record& r);
  std::string issued(const Record& r, std::string_view field);
  void refuse_longer_than_a_run(const Record& r, std::string_view field, Duration length);

  Scope& scope_;
  ClientUses& uses_;
  Duration longest_run_;
  Duration watched_{};
};

const StepReader::Row StepReader::kReaders[] = {
    {"create", &StepReader::create},
    {"init", &StepReader::init},
    {"listen", &StepReader::listen},
    {"connect", &StepReader::call},
    {"disconnect", &StepReader::call},
    {"send", &StepReader::call},
    {"destroy", &StepReader::call},
    {"together", &StepReader::together},
    {"in-callback", &StepReader::in_callback},
    {"issue-token", &StepReader::issue_token},
    {"alter-token", &StepReader::alter_token},
    {"expire-tokens", &StepReader::user_command<control::ExpireTokens>},
    {"rotate-secret", &StepReader::rotate_secret},
    {"advance-clock", &StepReader::advance_clock},
    {"block-user", &StepReader::block_user},
    {"unblock-user", &StepReader::user_command<control::UnblockUser>},
    {"deactivate-user", &StepReader::user_command<control::DeactivateUser>},
    {"reactivate-user", &StepReader::user_command<control::ReactivateUser>},
    {"fault", &StepReader::fault},
    {"clear-faults", &StepReader::clear_faults},
    {"disconnect-user", &StepReader::disconnect_user},
    {"restart-server", &StepReader::restart_server},
    {"deliver", &StepReader::deliver},
    {"await", &StepReader::await},
    {"watch", &StepReader::watch},
    {"background", &StepReader::device},
    {"foreground", &StepReader::device},
    {"network-change", &StepReader::device},
    {"network-lost", &StepReader::device},
    {"network-back", &StepReader::device},
    {"restart-app", &StepReader::restart_app},
    {"storage", &StepReader::storage},
};

Action StepReader::read(const Record& record) {
  const auto row = std::ranges::find(kReaders, record.object->name, &Row::word);
  return (this->*row->reader)(record);
}

void StepReader::skip(const Record* record) {
  const bool of_client = record != nullptr && record->object->find("client") != nullptr;
  const bool of_calls = record != nullptr && (record->object->name == "together" || record->object->name == "in-callback");
  if (record != nullptr && !of_client && !of_calls) return;
  const std::string named = of_client ? scope_.client_of(*record) : std::string();
  constexpr auto kMany = static_cast<std::uint32_t>(language::kMaxCount);
  for (auto& [client, use] : uses_) {
    if (named.empty() || named == client) use = {true, true, true, true, kMany, kMany, use.renewals};
  }
}

// A client that a step acts on, which must have been created.
std::string StepReader::existing(const Record& record) {
  const std::string client = scope_.client_of(record);
  ClientUse& use = uses_[client];
  use.used = true;
  if (!use.created) scope_.diagnostics().add(record.position, in_quotes(client) + " does not exist yet: create it first");
  return client;
}

std::string StepReader::caller(const Record& record) {
  const std::string client = existing(record);
  ++uses_[client].calls;
  uses_[client].destroyed = record.object->name == "destroy";
  return client;
}

// A token that a step can use: what an app model fetches, it may have by then or not.
std::string StepReader::issued(const Record& r, std::string_view field) {
  const std::string token = *r.get<std::string>(field);
  for (const auto& [client, use] : uses_) {
    for (std::uint32_t n = 1; n <= use.renewals; ++n) {
      if (token == renewed_token(client, n))
        scope_.diagnostics().add(r.find(field)->position, "only the app model of " + in_quotes(client) + " has this token");
    }
  }
  return token;
}

Action StepReader::create(const Record& r) {
  const std::string client = scope_.client_of(r);
  ClientUse& use = uses_[client];
  if (use.created && !use.destroyed)
    scope_.diagnostics().add(r.position,
                             in_quotes(client) + " exists already: declare it with 'created: false', or destroy it first");
  use.used = use.created = true;
  use.destroyed = false;
  return CreateStep{client};
}

Action StepReader::init(const Record& r) {
  const std::string client = existing(r);
  if (std::exchange(uses_[client].initialised, true))
    scope_.diagnostics().add(r.position, in_quotes(client) + " is initialised already: declare it with 'initialised: false'");
  return InitStep{client};
}

ApiStep StepReader::api_step(const Record& r) {
  if (r.object->name == "connect") return connect(r);
  if (r.object->name == "disconnect") return DisconnectStep{caller(r)};
  if (r.object->name == "destroy") return DestroyStep{caller(r)};
  return SendStep{caller(r), *r.get<std::string>("to"), *r.get<std::string>("text")};
}

std::string client_of(const ApiStep& step) {
  return std::visit([](const auto& s) { return s.client; }, step);
}

Action StepReader::together(const Record& r) {
  TogetherStep step;
  for (const Value& item : std::get<std::vector<Value>>(r.find("calls")->data)) {
    const auto& record = std::get<Record>(item.data);
    step.calls.push_back(api_step(record));
    const std::string client = client_of(step.calls.back());
    if (step.calls.size() == 1) step.client = client;
    if (client != step.client)
      scope_.diagnostics().add(record.position, "only calls of one client can share a turn of its event loop");
  }
  return step;
}

Action StepReader::in_callback(const Record& r) {
  const auto on = *r.get<Record>("on");
  const auto event = *on.get<std::string>("event");
  InCallbackStep step;
  step.told = *trace::kind_from_name(event);
  if (const auto status = on.get<std::string>("status")) step.status = trace::status_from_name(*status);
  if (const auto code = on.get<std::int64_t>("code")) step.code = static_cast<std::int32_t>(*code);
  const std::vector<std::string_view> carried = language::pattern_fields(step.told);
  for (const NamedValue& field : on.fields) {
    if (field.name == "event" || std::ranges::find(carried, field.name) != carried.end()) continue;
    scope_.diagnostics().add(field.position, in_quotes(event) + " never carries " + in_quotes(field.name));
  }
  step.call = api_step(*r.get<Record>("do"));
  step.client = client_of(step.call);
  return step;
}

ConnectStep StepReader::connect(const Record& r) {
  ConnectStep step{caller(r), issued(r, "token"), r.get<Duration>("timeout")};
  ++uses_[step.client].connects;
  if (step.timeout && *step.timeout % std::chrono::seconds(1) != Duration{}) {
    scope_.diagnostics().add(r.find("timeout")->position, "the API takes whole seconds");
  }
  return step;
}

Action StepReader::issue_token(const Record& r) {
  TokenStep step;
  step.label = *r.get<std::string>("name");
  step.app = app(r);
  step.user = *r.get<std::string>("user");
  step.lifetime = r.get<Duration>("lifetime");
  step.starts_in = r.get<Duration>("starts-in").value_or(Duration{});
  step.one_time = r.get<bool>("one-time").value_or(false);
  step.device_bound = r.get<bool>("device-bound").value_or(false);
  return step;
}

Action StepReader::alter_token(const Record& r) {
  TokenStep step;
  step.label = *r.get<std::string>("name");
  step.from = issued(r, "from");
  step.alter = *value_of(kAlterationNames, *r.get<std::string>("how"));
  return step;
}

Action StepReader::fault(const Record& r) { return server_step(r, control::ArmFault{read_fault(r, scope_.diagnostics())}); }

Action StepReader::disconnect_user(const Record& r) {
  control::DisconnectUser command{user(r)};
  if (const auto status = r.get<std::int64_t>("status")) command.status = static_cast<std::int32_t>(*status);
  return server_step(r, command);
}

Action StepReader::restart_server(const Record& r) {
  refuse_longer_than_a_run(r, "down-for", *r.get<Duration>("down-for"));
  return server_step(r, control::RestartServer{*r.get<Duration>("down-for"), r.get<bool>("keep-memory").value_or(true)});
}

Action StepReader::deliver(const Record& r) {
  return server_step(r, control::DeliverMessage{user(r, "from"), user(r, "to"), *r.get<std::string>("text")});
}

Action StepReader::await(const Record& r) {
  AwaitStep step;
  step.pattern = read_pattern(r, scope_, uses_);
  step.times = static_cast<std::uint32_t>(r.get<std::int64_t>("times").value_or(1));
  step.within = *r.get<Duration>("within");
  refuse_longer_than_a_run(r, "within", step.within);
  return step;
}

Action StepReader::watch(const Record& r) {
  const Duration length = *r.get<Duration>("for");
  refuse_longer_than_a_run(r, "for", length);
  const bool fitted = watched_ <= longest_run_;
  watched_ += std::min(length, longest_run_ + Duration(1));
  if (length <= longest_run_ && fitted && watched_ > longest_run_) {
    scope_.diagnostics().add(r.find("for")->position,
                             "with the watches before it longer than a run, which ends after " + to_text(longest_run_));
  }
  return WatchStep{length};
}

Action StepReader::restart_app(const Record& r) {
  const std::string client = existing(r);
  uses_[client].initialised = true;
  return RestartAppStep{client};
}

Action StepReader::storage(const Record& r) {
  return StorageStep{existing(r), *value_of(control::kStorageConditionNames, *r.get<std::string>("condition"))};
}

void StepReader::refuse_longer_than_a_run(const Record& r, std::string_view field, Duration length) {
  if (length <= longest_run_) return;
  scope_.diagnostics().add(r.find(field)->position, "longer than a run, which ends after " + to_text(longest_run_));
}

}  // namespace

std::vector<Step> read_steps(const Value& list, Scope& scope, ClientUses& uses, Duration longest_run) {
  std::vector<Step> steps;
  StepReader reader(scope, uses, longest_run);
  for (const Value& item : std::get<std::vector<Value>>(list.data)) {
    const auto* record = std::get_if<Record>(&item.data);
    if (record == nullptr) {
      scope.lose(Space::token);
      scope.lose(Space::fault);
    }
    if (record == nullptr || !scope.resolve(*record) || !record->whole) {
      reader.skip(record);
      continue;
    }
    Action action = reader.read(*record);
    std::string text = to_text(action);
    steps.push_back({std::move(action), std::move(text), record->position});
  }
  return steps;
}

}  // namespace redial::scenarios
