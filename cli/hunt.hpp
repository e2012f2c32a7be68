// The book of a hunt through the zoo: which plays caught which defect, and by which check. It plays nothing.
#pragma once

#include <iosfwd>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "agent/clients/reference/zoo/zoo.hpp"
#include "reports/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::cli {

// A check that failed.
struct Catch {
  std::string scenario;
  std::string check;
  std::string client;  // as for --client
};

struct Quarry {
  const agent::reference::DefectInfo* defect = nullptr;
  std::set<std::string> scenarios;  // that caught it
  std::vector<Catch> by;
};

struct Hunt {
  std::vector<Catch> healthy;  // what failed for clients without a defect; no catch for others
  std::vector<Quarry> quarries;

  // Every quarry was caught, and nothing failed for healthy clients.
  bool is_success() const;
};

// The name behind the '+' of a client's, or empty.
std::string defect_of(const std::string& client);

// Of `result`, whose client is "redial-reference", with or without "+DEFECT". The healthy clients' results come first.
void enter(Hunt& hunt, const reports::ScenarioResult& result);

// Null if nobody hunts for it.
Quarry* find_quarry(Hunt& hunt, std::string_view defect);

void write_console(const Hunt& hunt, const reports::Style& style, std::ostream& out);
// {"healthy_failures": […], "defects": [{"name", "source", "caught", "by": [{"scenario", "check", "client"}]}]}
void write_json(const Hunt& hunt, std::ostream& out);

}  // namespace redial::cli
