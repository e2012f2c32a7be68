// From text to a spec: YAML, shape, then what single values cannot tell.
#include <algorithm>
#include <cmath>
#include <set>

#include "load/spec/language.hpp"
#include "load/spec/spec.hpp"
#include "scenarios/engine/shape.hpp"
#include "scenarios/engine/source.hpp"
#include "scenarios/engine/yaml_tree.hpp"

namespace redial::load {

using scenarios::Diagnostics;
using scenarios::Record;
using scenarios::Value;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// Whatever of a record is right; only whole records are read.
Duration time_in(const Record& record, std::string_view field, Duration otherwise) {
  return record.get<Duration>(field).value_or(otherwise);
}

template <class Enum, std::size_t N>
Enum word_in(const Record& record, std::string_view field, const Named<Enum> (&table)[N], Enum otherwise) {
  const auto word = record.get<std::string>(field);
  return word ? *value_of(table, *word) : otherwise;
}

std::vector<Duration> delays_of(const Record& record) {
  std::vector<Duration> delays;
  for (const Value& delay : std::get<std::vector<Value>>(record.find("delays")->data))
    delays.push_back(std::get<Duration>(delay.data));
  return delays;
}

BackoffPolicy backoff_of(const Record& record) {
  BackoffPolicy policy;
  const std::string_view name = record.object->name;
  if (name == "web") policy = web_backoff();
  if (name == "uniapp") policy = uniapp_backoff();
  if (name == "native") policy = native_backoff();
  if (name == "waits") policy.delays = delays_of(record);
  policy.jitter = static_cast<double>(record.get<std::int64_t>("jitter").value_or(0)) / 100;
  return policy;
}

class PhaseReader {
 public:
  explicit PhaseReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  PhaseSpec read(const Record& record) {
    PhaseSpec phase;
    const auto shape = value_of(kShapes, record.object->name);
    phase.within = time_in(record, "within",
                           *shape == Shape::connect ? seconds(30)
                           : *shape == Shape::hold  ? seconds(10)
                                                    : minutes(2));
    phase.name = name_of_phase(record);
    switch (*shape) {
      case Shape::connect:
        phase.what = ConnectPhase{*record.get<std::int64_t>("rate"), word_in(record, "arrivals", kArrivals, Arrivals::steady)};
        break;
      case Shape::hold:
        phase.what = HoldPhase{*record.get<Duration>("for"), record.get<std::int64_t>("messages").value_or(0)};
        break;
      case Shape::storm:
        phase.what = storm(record);
        break;
      case Shape::rolling_restart:
        phase.what = RollingRestartPhase{time_in(record, "down", seconds(1)), time_in(record, "pause", seconds(1))};
        break;
      case Shape::expiry:
        phase.what = ExpiryPhase{};
        break;
      case Shape::flap:
        phase.what = FlapPhase{*record.get<std::int64_t>("share"), *record.get<Duration>("up"), *record.get<Duration>("down"),
                               *record.get<Duration>("for")};
        break;
    }
    return phase;
  }

 private:
  StormPhase storm(const Record& record) {
    const Drop by = *value_of(kDrops, *record.get<std::string>("by"));
    if (by != Drop::restart && record.find("down"))
      diagnostics_.add(record.find("down")->position, "only a restart is down for a time: leave it out, or storm by restart");
    return {by, time_in(record, "down", seconds(1))};
  }

  // The word, with a number where another phase is called so.
  std::string name_of_phase(const Record& record) {
    const auto given = record.get<std::string>("name");
    if (given && !names_.insert(*given).second)
      diagnostics_.add(record.find("name")->position, scenarios::in_quotes(*given) + " is another phase's name: give it its own");
    if (given) return *given;
    std::string name(record.object->name);
    for (int number = 2; !names_.insert(name).second; ++number)
      name = std::string(record.object->name) + "-" + std::to_string(number);
    return name;
  }

  Diagnostics& diagnostics_;
  std::set<std::string> names_;
};

void read_phases(const Record& record, Diagnostics& diagnostics, Spec& spec) {
  const Value* list = record.find("phases");
  if (list == nullptr) return;
  PhaseReader reader(diagnostics);
  for (const Value& item : std::get<std::vector<Value>>(list->data)) {
    const auto* phase = std::get_if<Record>(&item.data);
    if (phase == nullptr || !phase->whole) continue;
    const bool is_first = &item == &std::get<std::vector<Value>>(list->data).front();
    spec.phases.push_back(reader.read(*phase));
    if (is_first != (spec.phases.back().shape() == Shape::connect))
      diagnostics.add(item.position, is_first ? "nobody is there yet: connect comes first"
                                              : "everybody is there already: connect comes first, and once");
  }
}

void read_users(const Record& record, Spec& spec) {
  const auto word_is = [&](std::string_view field, std::string_view word) { return record.get<std::string>(field) == word; };
  spec.shows = record.get<std::string>("shows").value_or("");
  spec.users = record.get<std::int64_t>("users").value_or(1);
  spec.apps = record.get<std::int64_t>("apps").value_or(1);
  spec.tls = word_is("transport", "tls");
  spec.dialect = word_is("dialect", "native") ? wire::Dialect::native : wire::Dialect::web;
  spec.navigates = !word_is("navigation", "none");
  const auto backoff = record.get<Record>("backoff");
  spec.backoff = backoff && backoff->whole ? backoff_of(*backoff) : web_backoff();
  spec.retries_first_connect = backoff && backoff->object->name != "web";
  spec.ping_interval = time_in(record, "ping-every", seconds(15));
  spec.ping_timeout = time_in(record, "ping-within", seconds(6));
  spec.fetches_token = word_is("on-31004", "fetch-token");
}

std::int64_t scaled(std::int64_t number, double scale, std::int64_t most) {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::min(std::round(static_cast<double>(number) * scale), 1e15)), 1,
                                  most);
}

}  // namespace

Result<Spec, std::vector<scenarios::Diagnostic>> parse_spec(std::string_view text, std::string_view file) {
  if (text.size() > kMaxSpecBytes)
    return std::vector<scenarios::Diagnostic>{
        {std::string(file), {}, "too large: " + std::to_string(kMaxSpecBytes / 1024) + " KiB at most", "", 0, "", {}}};
  const scenarios::Source source(text, file);
  Diagnostics diagnostics(source);
  Spec spec;
  if (const auto root = scenarios::yaml::read(source, diagnostics)) {
    const Record record = scenarios::check(*root, spec_object(), diagnostics);
    read_users(record, spec);
    read_phases(record, diagnostics, spec);
  }
  if (!diagnostics.empty()) return diagnostics.take();
  return spec;
}

Spec resized(Spec spec, const Resize& resize) {
  spec.users = scaled(resize.users.value_or(spec.users), resize.scale, kMaxUsers);
  for (PhaseSpec& phase : spec.phases) {
    if (auto* connect = std::get_if<ConnectPhase>(&phase.what))
      connect->rate = scaled(resize.rate.value_or(connect->rate), resize.scale, kMaxRate);
    if (auto* hold = std::get_if<HoldPhase>(&phase.what); hold && hold->messages > 0)
      hold->messages = scaled(hold->messages, resize.scale, kMaxRate);
  }
  return spec;
}

}  // namespace redial::load
