// JSON, and percentages.
#include "tests/counts/bounds.hpp"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace redial::counts {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kFarBelow = 2;  // margins

double percent_above(std::uint64_t counted, std::uint64_t bound) {
  return (static_cast<double>(counted) / static_cast<double>(bound) - 1) * 100;
}

std::string one_decimal(double number) {
  char text[32];
  (void)std::snprintf(text, sizeof text, "%.1f", number);
  return text;
}

std::string advice(Standing standing) {
  const std::string update = "REDIAL_UPDATE_GOLDEN=1 ./check counts";
  if (standing == Standing::above) return "; make it cheaper again, or if that is its price, raise the bound: " + update;
  if (standing == Standing::below) return "; the bound can be lowered: " + update;
  return "";
}

}  // namespace

Result<Bounds> read_bounds(std::string_view json) {
  try {
    const Json root = Json::parse(json);
    Bounds bounds{root.at("build"), root.at("margin_percent"), {}};
    for (const auto& [work, instructions] : root.at("instructions").items())
      bounds.instructions[work] = instructions.get<std::uint64_t>();
    return bounds;
  } catch (const Json::exception& wrong) {
    return Error{wrong.what(), "benchmarks/instruction_bounds.json", "take the last good one from the history"};
  }
}

std::string to_json(const Bounds& bounds) {
  Json root;
  root["build"] = bounds.build;
  root["margin_percent"] = bounds.margin_percent;
  root["instructions"] = bounds.instructions;
  return root.dump(2) + "\n";
}

Standing compare(std::uint64_t counted, std::uint64_t bound, std::uint64_t margin_percent) {
  const std::uint64_t hundredfold = counted * 100;
  if (hundredfold > bound * (100 + margin_percent)) return Standing::above;
  return hundredfold + bound * kFarBelow * margin_percent < bound * 100 ? Standing::below : Standing::within;
}

std::string to_text(std::string_view work, std::uint64_t counted, const Bounds& bounds) {
  const std::uint64_t bound = bounds.instructions.at(std::string(work));
  const double above = percent_above(counted, bound);
  return std::string(work) + ": " + std::to_string(counted) + " instructions, " + one_decimal(std::abs(above)) + " % " +
         (above < 0 ? "below" : "above") + " its bound of " + std::to_string(bound) +
         advice(compare(counted, bound, bounds.margin_percent));
}

}  // namespace redial::counts
