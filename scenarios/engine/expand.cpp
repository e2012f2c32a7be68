// Reads the three fields, combines the values, replaces.
#include "scenarios/engine/expand.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "scenarios/engine/language.hpp"
#include "scenarios/engine/scalars.hpp"
#include "scenarios/engine/shape.hpp"

namespace redial::scenarios {
namespace {

using yaml::Entry;
using yaml::Node;

constexpr std::string_view kFields[] = {"parameters", "cases", "exclude"};

using Row = std::map<std::string, const Node*>;  // values by parameter

bool is_expansion_field(std::string_view key) { return std::ranges::find(kFields, key) != std::end(kFields); }

std::size_t nodes_of(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items) count += nodes_of(item);
  for (const Entry& entry : node.entries) count += nodes_of(entry.value);
  return count;
}

// The parameters of one file and all their combinations.
class Template {
 public:
  Template(const Node& root, Diagnostics& diagnostics) : root_(root), diagnostics_(diagnostics) {}

  std::vector<Case> cases();

 private:
  struct Named {
    std::string name;  // of the case; empty if there are no named cases
    Row row;
  };

  bool read();
  void declare(const std::string& parameter, Position position);
  void read_parameters(const Node& table);
  void read_cases(const Node& table);
  void read_excluded(const Node& list);
  void refuse_gaps(const Node& table);
  bool within_limit();
  bool excluded(const Row& row);
  void add_cases(const Named& named, Row row, std::size_t parameter, std::string suffix, std::vector<Case>& cases);
  void refuse_unused();

  Node replaced(const Node& node, const Row& row);
  Entry replaced(const Entry& entry, const Row& row);
  std::string interpolated(const Node& node, const Row& row);
  const Node* value_of(const std::string& parameter, const Row& row, Position use);

  const Node& root_;
  Diagnostics& diagnostics_;
  std::map<std::string, Position> declared_;
  std::vector<const Entry*> matrix_;  // parameters with a list of values each
  std::vector<Named> named_;
  std::vector<std::pair<Row, Position>> excluded_;
  std::set<std::string> used_;
  std::vector<bool> exclude_used_;
};

std::vector<Case> Template::cases() {
  if (!read() || !within_limit()) return {};
  if (named_.empty()) named_.push_back({});
  std::vector<Case> cases;
  for (const Named& named : named_) add_cases(named, named.row, 0, named.name, cases);
  for (std::size_t i = 0; i < excluded_.size(); ++i) {
    if (!exclude_used_[i]) diagnostics_.add(excluded_[i].second, "no case has this combination: leave it out");
  }
  if (cases.empty())
    diagnostics_.add(root_.position, "every case is excluded");
  else
    refuse_unused();
  return cases;
}

// False if anything is wrong with the fields in themselves.
bool Template::read() {
  if (root_.kind != Node::Kind::map) return true;
  for (const std::string_view field : kFields) {
    const auto entry = std::ranges::find(root_.entries, field, &Entry::key);
    if (entry == root_.entries.end()) continue;
    if (entry->value.kind == Node::Kind::empty ||
        !check(entry->value, language::scenario().find(field)->type, diagnostics_).whole) {
      if (entry->value.kind == Node::Kind::empty)
        diagnostics_.add(entry->key_position, in_quotes(field) + " is empty: leave it out or fill it");
      return false;
    }
    if (field == "parameters") read_parameters(entry->value);
    if (field == "cases") read_cases(entry->value);
    if (field == "exclude") read_excluded(entry->value);
  }
  exclude_used_.resize(excluded_.size());
  return diagnostics_.empty();
}

void Template::declare(const std::string& parameter, Position position) { declared_.emplace(parameter, position); }

void Template::read_parameters(const Node& table) {
  for (const Entry& entry : table.entries) {
    declare(entry.key, entry.key_position);
    matrix_.push_back(&entry);
    std::set<std::string> seen;
    for (const Node& value : entry.value.items) {
      if (!seen.insert(value.text).second) diagnostics_.add(value.position, in_quotes(value.text) + " stands here twice");
    }
  }
}

void Template::read_cases(const Node& table) {
  for (const Entry& named : table.entries) {
    Row row;
    for (const Entry& pair : named.value.entries) {
      declare(pair.key, pair.key_position);
      row[pair.key] = &pair.value;
    }
    named_.push_back({named.key, std::move(row)});
  }
  refuse_gaps(table);
}

// Every case says something of every parameter that has no list of values.
void Template::refuse_gaps(const Node& table) {
  for (std::size_t i = 0; i < named_.size(); ++i) {
    for (const auto& declared : declared_) {
      const std::string& parameter = declared.first;
      if (named_[i].row.contains(parameter) || std::ranges::find(matrix_, parameter, &Entry::key) != matrix_.end()) continue;
      diagnostics_.add(table.entries[i].key_position,
                       "case " + in_quotes(named_[i].name) + " has no value for " + in_quotes(parameter));
    }
  }
}

void Template::read_excluded(const Node& list) {
  for (const Node& combination : list.items) {
    Row row;
    for (const Entry& pair : combination.entries) {
      row[pair.key] = &pair.value;
      if (declared_.contains(pair.key)) continue;
      std::vector<std::string> names;
      for (const auto& [name, position] : declared_) names.push_back(name);
      diagnostics_.add_unknown(pair.key_position, "there is no parameter " + in_quotes(pair.key), pair.key, names);
    }
    excluded_.emplace_back(std::move(row), combination.position);
  }
}

bool Template::within_limit() {
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::max<std::size_t>(1, named_.size()); ++i) {
    std::size_t combinations = 1;
    for (const Entry* entry : matrix_) {
      const bool fixed = !named_.empty() && named_[i].row.contains(entry->key);
      if (!fixed) combinations = std::min(combinations * entry->value.items.size(), kMaxCases + 1);
    }
    count += combinations;
  }
  if (count > kMaxCases)
    diagnostics_.add(root_.position, "more than " + std::to_string(kMaxCases) + " cases: fewer values, or another file");
  else if (count > 1 && count * nodes_of(root_) > kMaxExpandedNodes)
    diagnostics_.add(root_.position, "too much for " + std::to_string(count) + " cases: fewer values, or a shorter file");
  return diagnostics_.empty();
}

bool Template::excluded(const Row& row) {
  bool any = false;
  for (std::size_t i = 0; i < excluded_.size(); ++i) {
    const bool all =
        std::ranges::all_of(excluded_[i].first, [&](const auto& pair) { return row.at(pair.first)->text == pair.second->text; });
    if (all) any = exclude_used_[i] = true;
  }
  return any;
}

void Template::add_cases(const Named& named, Row row, std::size_t parameter, std::string suffix, std::vector<Case>& cases) {
  if (parameter == matrix_.size()) {
    if (!excluded(row)) cases.push_back({suffix.empty() ? "" : "[" + suffix + "]", replaced(root_, row)});
    return;
  }
  const Entry& entry = *matrix_[parameter];
  if (row.contains(entry.key)) return add_cases(named, std::move(row), parameter + 1, std::move(suffix), cases);
  for (const Node& value : entry.value.items) {
    row[entry.key] = &value;
    add_cases(named, row, parameter + 1, suffix + (suffix.empty() ? "" : ", ") + entry.key + "=" + value.text, cases);
  }
}

void Template::refuse_unused() {
  for (const auto& [parameter, position] : declared_) {
    if (!used_.contains(parameter)) diagnostics_.add(position, "nothing uses the parameter " + in_quotes(parameter));
  }
}

const Node* Template::value_of(const std::string& parameter, const Row& row, Position use) {
  const auto found = row.find(parameter);
  if (found != row.end()) {
    used_.insert(parameter);
    return found->second;
  }
  if (!used_.insert(parameter).second) return nullptr;  // told already
  std::vector<std::string> names;
  for (const auto& [name, position] : declared_) names.push_back(name);
  diagnostics_.add_unknown(use, "there is no parameter " + in_quotes(parameter), parameter, names);
  return nullptr;
}

// The parameter that a text is, "$status"; nothing if it is anything else.
std::optional<std::string> whole_parameter(const Node& node) {
  if (node.kind != Node::Kind::text || !node.text.starts_with('$') || !is_name(std::string_view(node.text).substr(1))) return {};
  return node.text.substr(1);
}

Node Template::replaced(const Node& node, const Row& row) {
  Node made{node.kind, node.position, node.text, {}, {}};
  if (const auto parameter = whole_parameter(node)) {
    if (const Node* value = value_of(*parameter, row, node.position)) {
      made.kind = value->kind;
      made.text = value->text;
    } else {
      made.kind = Node::Kind::broken;
    }
  } else if (node.kind == Node::Kind::text) {
    made.text = interpolated(node, row);
  }
  for (const Node& item : node.items) made.items.push_back(replaced(item, row));
  for (const Entry& entry : node.entries) {
    const bool as_it_is = &node == &root_ && is_expansion_field(entry.key);
    made.entries.push_back(as_it_is ? entry : replaced(entry, row));
  }
  return made;
}

Entry Template::replaced(const Entry& entry, const Row& row) {
  const Node key = replaced(Node{Node::Kind::text, entry.key_position, entry.key, {}, {}}, row);
  return {key.text, entry.key_position, replaced(entry.value, row)};
}

// A text that has grown beyond what any text may be is not grown any further.
std::string Template::interpolated(const Node& node, const Row& row) {
  const std::string_view text = node.text;
  std::string made;
  std::size_t from = 0;
  while (made.size() <= static_cast<std::size_t>(language::kMaxTextBytes)) {
    const std::size_t opening = text.find("${", from);
    const std::size_t closing = text.find('}', opening);
    if (opening == std::string_view::npos || closing == std::string_view::npos) break;
    const std::string name(text.substr(opening + 2, closing - opening - 2));
    made += text.substr(from, opening - from);
    from = closing + 1;
    if (const Node* value = value_of(name, row, node.position)) made += value->text;
  }
  return made += text.substr(from);
}

bool same_place(const Diagnostic& a, const Diagnostic& b) {
  return a.position == b.position && a.message == b.message && a.allowed == b.allowed;
}

}  // namespace

std::vector<Case> expand(const Node& root, Diagnostics& diagnostics) { return Template(root, diagnostics).cases(); }

void CaseDiagnostics::add(const std::string& suffix, std::vector<Diagnostic> of_one_case) {
  ++cases_;
  for (Diagnostic& diagnostic : of_one_case) {
    const auto told = std::ranges::find_if(told_, [&](const Told& t) { return same_place(t.diagnostic, diagnostic); });
    if (told != told_.end())
      ++told->cases;
    else if (told_.size() <= kMaxDiagnostics)
      told_.push_back({std::move(diagnostic), suffix, 1});
  }
}

std::vector<Diagnostic> CaseDiagnostics::take(std::vector<Diagnostic> of_file) {
  std::vector<Diagnostic> all = std::move(of_file);
  for (Told& told : told_) {
    if (told.cases < cases_) told.diagnostic.message += ", in the case " + told.first;
    if (told.cases > 1 && told.cases < cases_) told.diagnostic.message += " and " + std::to_string(told.cases - 1) + " more";
    all.push_back(std::move(told.diagnostic));
  }
  const auto place = [](const Diagnostic& d) { return std::tuple(d.position.line == 0, d.position.line, d.position.column); };
  std::ranges::stable_sort(all, {}, place);
  if (all.size() > kMaxDiagnostics + 1) {
    const std::string file = all.front().file;
    all.resize(kMaxDiagnostics);
    all.push_back({file, {}, "further errors are not shown", "", 0, "", {}});
  }
  return all;
}

}  // namespace redial::scenarios
