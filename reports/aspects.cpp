// The words are compared as they are, so what is left to chance must not be in them.
#include "reports/aspects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "scenarios/engine/timeline.hpp"

namespace redial::reports {
namespace {

using scenarios::Verdict;
using trace::Event;
using Kind = trace::EventKind;
using Words = std::vector<std::string>;
using ByClient = std::map<std::string, Words>;  // by the scenario's name of it

// ---- words ----

std::string joined(const Words& words) { return fmt::format("{}", fmt::join(words, ", ")); }

// What `word` makes of each event that `test` takes, client by client: how two clients interleave is left to chance.
template <class Test, class Word>
ByClient told(const ScenarioResult& result, const Test& test, const Word& word) {
  ByClient lists;
  for (const Event& event : result.trace) {
    if (test(event)) lists[event.client].push_back(word(event));
  }
  return lists;
}

std::string to_text(const ByClient& lists) {
  Words all;
  for (const auto& [client, list] : lists) all.push_back(lists.size() > 1 ? client + ": " + joined(list) : joined(list));
  return fmt::format("{}", fmt::join(all, "; "));
}

std::string with_code(const std::string& word, const Event& event) {
  return event.code ? word + " " + std::to_string(*event.code) : word;
}

auto of_kind(Kind kind) {
  return [kind](const Event& event) { return event.kind == kind; };
}

// "1", "2", "3 to 4", "5 to 8", …
std::string count_class(std::size_t count) {
  std::size_t most = 1;
  while (most < count) most *= 2;
  return most <= 2 ? std::to_string(most) : fmt::format("{} to {}", most / 2 + 1, most);
}

// "at once", "0.1 to 0.2 s", "0.2 to 0.4 s", …: no documented wait is near a bound.
std::string delay_class(Duration delay) {
  double least = 0, most = 100;
  while (to_milliseconds(delay) >= most) {
    least = most;
    most *= 2;
  }
  return least == 0 ? "at once" : fmt::format("{:g} to {:g} s", least / 1000, most / 1000);
}

// ---- aspects of any play ----

std::optional<std::string> verdict(const ScenarioResult& result, const IsShared&) {
  return std::string(scenarios::to_name(result.verdict));
}

// A step that waited in vain is a check only where it failed.
bool is_step(const std::string& id) { return id.starts_with("step-"); }

std::optional<std::string> failed_checks(const ScenarioResult& result, const IsShared& is_shared) {
  Words list;
  for (const scenarios::Check& check : result.checks) {
    const bool failed = check.verdict == Verdict::fail || check.verdict == Verdict::known;
    if (failed && (!is_shared || is_shared(check.id) || is_step(check.id))) list.push_back(check.id);
  }
  return joined(list);
}

// ---- within a profile ----

std::optional<std::string> result_codes(const ScenarioResult& result, const IsShared&) {
  return to_text(told(result, of_kind(Kind::result), [](const Event& event) { return with_code(event.name, event); }));
}

std::optional<std::string> statuses(const ScenarioResult& result, const IsShared&) {
  const auto word = [](const Event& event) { return with_code(std::string(to_name(event.status)), event); };
  return to_text(told(result, of_kind(Kind::status), word));
}

// ---- across profiles ----

std::optional<std::string> shared_result_codes(const ScenarioResult& result, const IsShared&) {
  const auto shared = [](const Event& event) {
    return event.kind == Kind::result && (event.name == "connect" || event.name == "send-text");
  };
  return to_text(told(result, shared, [](const Event& event) { return with_code(event.name, event); }));
}

// Without what repeats the one or the two words in front of it.
Words folded(const Words& words) {
  Words kept;
  for (const std::string& word : words) {
    kept.push_back(word);
    for (const std::size_t round : {1u, 2u}) {
      if (kept.size() < 2 * round) continue;
      const auto last = kept.end() - static_cast<std::ptrdiff_t>(round);
      if (std::equal(last, kept.end(), last - static_cast<std::ptrdiff_t>(round))) kept.erase(last, kept.end());
    }
  }
  return kept;
}

ByClient folded(ByClient lists) {
  for (auto& [client, list] : lists) list = folded(list);
  return lists;
}

std::optional<std::string> meanings(const ScenarioResult& result, const IsShared&) {
  return to_text(
      folded(told(result, of_kind(Kind::status), [](const Event& e) { return std::string(to_name(scenarios::meaning(e))); })));
}

bool shows_wire(const ScenarioResult& result) {
  const auto& can = result.client.capabilities;
  return std::ranges::find(can, "wire-events") != can.end();
}

std::optional<std::string> dials(const ScenarioResult& result, const IsShared&) {
  if (!shows_wire(result)) return std::nullopt;
  auto lists = told(result, of_kind(Kind::dial), [](const Event&) { return std::string(); });
  for (auto& [client, list] : lists) list = {count_class(list.size())};
  return to_text(lists);
}

std::optional<Duration> first_retry_of(const scenarios::Timeline& timeline) {
  const auto goes_on = [](const Event& event) {
    return scenarios::is_attempt(event) || scenarios::ends_for_good(event) || scenarios::is_call(event, "connect");
  };
  for (const scenarios::Loss& loss : timeline.losses()) {
    const Event* next = timeline.first(goes_on, loss.lost);
    if (next && scenarios::is_attempt(*next)) return next->at - loss.lost->at;
  }
  return std::nullopt;
}

std::optional<std::string> first_retry(const ScenarioResult& result, const IsShared&) {
  if (!shows_wire(result)) return std::nullopt;
  ByClient lists;
  for (const Event& event : result.trace) {
    if (event.kind != Kind::client_created) continue;
    if (const auto delay = first_retry_of(scenarios::Timeline(result.trace, event.client)))
      lists[event.client] = {delay_class(*delay)};
  }
  return to_text(lists);
}

std::optional<std::string> database(const ScenarioResult& result, const IsShared&) {
  return to_text(folded(told(result, of_kind(Kind::database_opened), [](const Event& e) { return with_code("opened", e); })));
}

constexpr Aspect kWithin[] = {{"verdict", Tell::always, verdict},
                              {"failed checks", Tell::always, failed_checks},
                              {"result codes", Tell::always, result_codes},
                              {"statuses", Tell::always, statuses}};
constexpr Aspect kAcross[] = {{"verdict", Tell::always, verdict},
                              {"failed checks", Tell::if_conclusive, failed_checks},
                              {"result codes", Tell::if_conclusive, shared_result_codes},
                              {"statuses", Tell::if_conclusive, meanings},
                              {"dials", Tell::if_conclusive, dials},
                              {"first retry", Tell::if_conclusive, first_retry},
                              {"database", Tell::as_note, database}};

}  // namespace

std::span<const Aspect> aspects() { return kWithin; }
std::span<const Aspect> aspects_across_profiles() { return kAcross; }

}  // namespace redial::reports
