// See scalars.hpp.
#include "scenarios/engine/scalars.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "core/fault/fault_spec.hpp"
#include "scenarios/engine/language.hpp"

namespace redial::scenarios {
namespace {

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Duration> duration_from(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = number_from<std::int64_t>(text.substr(0, digits));
  text.remove_prefix(digits);
  if (text.starts_with(' ')) text.remove_prefix(1);
  for (const language::Unit& unit : language::units()) {
    if (text != unit.name || !number || *number > Duration::max() / unit.length) continue;
    return unit.length * *number;
  }
  return std::nullopt;
}

std::string to_text(Duration duration) {
  const language::Unit* best = &language::units().front();
  for (const language::Unit& unit : language::units()) {
    if (duration.count() != 0 && duration % unit.length == Duration(0)) best = &unit;
  }
  return std::to_string(duration / best->length) + " " + std::string(best->name);
}

std::optional<std::int64_t> integer_from(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  return number_from<std::int64_t>(text);
}

bool is_name(std::string_view text) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  if (text.empty() || kLetters.find(text.front()) == std::string_view::npos) return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::optional<ConnectionRange> connections_from(std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto first = number_from<std::uint32_t>(text.substr(0, dots));
  if (!first || *first == 0) return std::nullopt;
  if (dots == std::string_view::npos) return ConnectionRange{*first, *first};
  const std::string_view rest = text.substr(dots + 2);
  if (rest.empty()) return ConnectionRange{*first, fault::FaultSpec::kUnlimited};
  const auto last = number_from<std::uint32_t>(rest);
  if (!last || *last < *first) return std::nullopt;
  return ConnectionRange{*first, *last};
}

std::optional<control::Refusal> refusal_from(std::string_view text) {
  using Stage = control::Refusal::Stage;
  const std::size_t hyphen = text.rfind('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  const std::string_view stage = text.substr(0, hyphen);
  const auto status = number_from<std::uint16_t>(text.substr(hyphen + 1));
  if (!status) return std::nullopt;
  if (stage == "connack" && *status <= 255) return control::Refusal{Stage::login, *status};
  if (stage == "navigation" && (*status == 401 || *status == 403)) return control::Refusal{Stage::navigation, *status};
  return std::nullopt;
}

std::optional<std::int64_t> percent_from(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  if (text.ends_with(' ')) text.remove_suffix(1);
  const auto percent = number_from<std::uint8_t>(text);
  if (!percent || *percent > 100) return std::nullopt;
  return *percent;
}

std::string percent_text(std::int64_t percent) { return std::to_string(percent) + " %"; }

std::optional<Tolerance> tolerance_from(std::string_view text) {
  constexpr std::string_view kAnd = " + ";
  const std::size_t both = text.find(kAnd);
  const auto share = percent_from(text.substr(0, both));
  const bool alone = both == std::string_view::npos;
  if (share && alone) return Tolerance{*share, {}};
  const auto fixed = duration_from(alone ? text : text.substr(both + kAnd.size()));
  if (!fixed || (!alone && !share)) return std::nullopt;
  return Tolerance{share.value_or(0), *fixed};
}

std::string to_text(const Tolerance& tolerance) {
  if (tolerance.fixed == Duration{}) return percent_text(tolerance.percent);
  return (tolerance.percent == 0 ? "" : percent_text(tolerance.percent) + " + ") + to_text(tolerance.fixed);
}

}  // namespace redial::scenarios
