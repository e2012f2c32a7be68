// Versions and ranges of them.
#include "scenarios/engine/deviation.hpp"

#include <algorithm>
#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace redial::scenarios {
namespace {

struct Version {
  std::vector<std::uint32_t> numbers;  // without zeros at the end
  bool released = true;
  std::string pre_release;

  friend auto operator<=>(const Version&, const Version&) = default;
};

std::optional<Version> version_from(std::string_view text) {
  Version version;
  const std::size_t hyphen = std::min(text.find('-'), text.size());
  version.released = hyphen == text.size();
  if (!version.released) version.pre_release = text.substr(hyphen + 1);
  if (!version.released && version.pre_release.empty()) return std::nullopt;
  const char* at = text.data();
  const char* const end = text.data() + hyphen;
  while (true) {
    const auto [next, error] = std::from_chars(at, end, version.numbers.emplace_back());
    if (error != std::errc{}) return std::nullopt;
    if (next == end) break;
    if (*next != '.') return std::nullopt;
    at = next + 1;
  }
  while (!version.numbers.empty() && version.numbers.back() == 0) version.numbers.pop_back();
  return version;
}

struct Comparison {
  std::function<bool(std::strong_ordering)> holds;
  Version version;
};

std::optional<Comparison> comparison_from(std::string_view text) {
  struct Operator {
    std::string_view sign;
    bool (*holds)(std::strong_ordering);
  };
  constexpr Operator kOperators[] = {
      {"<=", [](std::strong_ordering o) { return o <= 0; }}, {">=", [](std::strong_ordering o) { return o >= 0; }},
      {"<", [](std::strong_ordering o) { return o < 0; }},   {">", [](std::strong_ordering o) { return o > 0; }},
      {"=", [](std::strong_ordering o) { return o == 0; }},  {"", [](std::strong_ordering o) { return o == 0; }}};
  const auto op = std::ranges::find_if(kOperators, [&](const Operator& o) { return text.starts_with(o.sign); });
  const auto version = version_from(text.substr(op->sign.size()));
  if (!version) return std::nullopt;
  return Comparison{op->holds, *version};
}

std::optional<std::vector<Comparison>> range_from(std::string_view text) {
  std::vector<Comparison> range;
  while (true) {
    const std::size_t space = std::min(text.find(' '), text.size());
    auto comparison = comparison_from(text.substr(0, space));
    if (!comparison) return std::nullopt;
    range.push_back(std::move(*comparison));
    if (space == text.size()) return range;
    text.remove_prefix(space + 1);
  }
}

bool is_of(std::string_view scenario, const KnownDeviation& entry) {
  return scenario.starts_with(entry.scenario) && (entry.scenario == scenario || entry.scenario == template_of(scenario));
}

bool is_on(std::string_view host, const KnownDeviation& entry) {
  return entry.host.empty() || entry.host == host.substr(0, host.find(' '));
}

}  // namespace

bool is_in_range(std::string_view version, std::string_view range) {
  const auto number = version_from(version);
  const auto comparisons = range_from(range);
  if (!number || !comparisons) return false;
  return std::ranges::all_of(*comparisons, [&](const Comparison& c) { return c.holds(*number <=> c.version); });
}

bool is_version_range(std::string_view range) { return range_from(range).has_value(); }

std::string_view template_of(std::string_view scenario) {
  return scenario.substr(0, std::min(scenario.find(" ["), scenario.find(" (")));
}

bool covers(const KnownDeviation& entry, const control::ClientDescription& client, std::string_view scenario,
            std::string_view check) {
  return entry.check == check && entry.client == client.name && is_of(scenario, entry) && is_on(client.host, entry) &&
         is_in_range(client.version, entry.versions);
}

}  // namespace redial::scenarios
