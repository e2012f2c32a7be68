// Entries of the book, and its two forms of print.
#include "cli/hunt.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "reports/writers/text.hpp"

namespace redial::cli {
namespace {

using Json = nlohmann::ordered_json;
using reports::Colour;
using reports::Style;

constexpr std::size_t kCatchesShown = 3;

std::vector<Catch> failures(const reports::ScenarioResult& result, const std::string& defect) {
  const std::string client = "reference:" + result.client.profile + (defect.empty() ? "" : "+" + defect);
  std::vector<Catch> failed;
  for (const scenarios::Check& check : result.checks)
    if (check.verdict == scenarios::Verdict::fail) failed.push_back({result.scenario, check.id, client});
  return failed;
}

bool fails_for_healthy_clients(const Hunt& hunt, const Catch& one, const std::string& profile) {
  return std::any_of(hunt.healthy.begin(), hunt.healthy.end(), [&](const Catch& healthy) {
    return healthy.scenario == one.scenario && healthy.check == one.check && healthy.client == "reference:" + profile;
  });
}

// Each once, whatever the clients.
std::string first_catches(const Quarry& quarry) {
  std::vector<std::string> different;
  for (const Catch& one : quarry.by) {
    const std::string text = one.scenario + ": " + one.check;
    if (std::find(different.begin(), different.end(), text) == different.end()) different.push_back(text);
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(kCatchesShown, different.size()); ++i) text += (i == 0 ? "" : ", ") + different[i];
  return different.size() > kCatchesShown ? text + ", and others" : text;
}

void print(const Quarry& quarry, int width, const Style& style, std::ostream& out) {
  constexpr int kMark = 8, kCount = 14;
  const bool caught = !quarry.by.empty();
  const auto count = std::to_string(quarry.scenarios.size()) + (quarry.scenarios.size() == 1 ? " scenario" : " scenarios");
  const std::string head = reports::pad(caught ? "caught" : "MISSED", kMark);
  std::string line = reports::pad(std::string(quarry.defect->name), width);
  line += caught ? reports::pad(count, kCount) + first_catches(quarry) : count;
  out << reports::paint(head, caught ? Colour::green : Colour::red, style)
      << (style.width > kMark ? reports::fit(line, style.width - kMark, style.charset) : line) << "\n"
      << std::string(kMark, ' ') << reports::paint(std::string(quarry.defect->source), Colour::faint, style) << "\n";
}

Json to_json(const std::vector<Catch>& catches) {
  Json list = Json::array();
  for (const Catch& one : catches) list.push_back({{"scenario", one.scenario}, {"check", one.check}, {"client", one.client}});
  return list;
}

}  // namespace

std::string defect_of(const std::string& client) {
  const auto plus = client.find('+');
  return plus == client.npos ? "" : client.substr(plus + 1);
}

bool Hunt::is_success() const {
  return healthy.empty() && std::none_of(quarries.begin(), quarries.end(), [](const Quarry& one) { return one.by.empty(); });
}

void enter(Hunt& hunt, const reports::ScenarioResult& result) {
  const std::string defect = defect_of(result.client.name);
  auto failed = failures(result, defect);
  if (defect.empty()) {
    hunt.healthy.insert(hunt.healthy.end(), failed.begin(), failed.end());
    return;
  }
  std::erase_if(failed, [&](const Catch& one) { return fails_for_healthy_clients(hunt, one, result.client.profile); });
  Quarry* quarry = find_quarry(hunt, defect);
  if (!quarry || failed.empty()) return;
  quarry->scenarios.insert(result.scenario);
  quarry->by.insert(quarry->by.end(), failed.begin(), failed.end());
}

Quarry* find_quarry(Hunt& hunt, std::string_view defect) {
  const auto found = std::find_if(hunt.quarries.begin(), hunt.quarries.end(),
                                  [&](const Quarry& quarry) { return quarry.defect->name == defect; });
  return found == hunt.quarries.end() ? nullptr : &*found;
}

void write_console(const Hunt& hunt, const Style& style, std::ostream& out) {
  constexpr int kGap = 2;
  int width = 0;
  for (const Quarry& quarry : hunt.quarries) width = std::max(width, reports::columns(quarry.defect->name));
  for (const Quarry& quarry : hunt.quarries) print(quarry, width + kGap, style, out);
  const auto caught =
      std::count_if(hunt.quarries.begin(), hunt.quarries.end(), [](const Quarry& one) { return !one.by.empty(); });
  out << "\n" << caught << " of " << hunt.quarries.size() << " defects caught\n";
  for (const Catch& one : hunt.healthy)
    out << reports::paint("healthy, and failed: ", Colour::red, style) << one.client << " " << one.scenario << ": " << one.check
        << "\n";
}

void write_json(const Hunt& hunt, std::ostream& out) {
  Json defects = Json::array();
  for (const Quarry& quarry : hunt.quarries) {
    defects.push_back({{"name", quarry.defect->name},
                       {"source", quarry.defect->source},
                       {"caught", !quarry.by.empty()},
                       {"by", to_json(quarry.by)}});
  }
  out << Json{{"healthy_failures", to_json(hunt.healthy)}, {"defects", std::move(defects)}}.dump(1) << "\n";
}

}  // namespace redial::cli
