// What a scenario has named so far, and whether names are used only where they exist. Shared by the readers of steps and
// expectations.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "scenarios/engine/shape.hpp"

namespace redial::scenarios {

class Scope {
 public:
  explicit Scope(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  Diagnostics& diagnostics() { return diagnostics_; }

  void declare(language::Space space, const std::string& name) { names_[space].insert(name); }

  // Something that could have declared names was unreadable: from here on, unknown names are not held against the scenario.
  void lose(language::Space space) { lost_.insert(space); }

  // Declares what the record (and what is in it) declares and checks what it refers to. False if anything is wrong.
  bool resolve(const Record& record);

  // The client that a record speaks of: named, or the only one. Empty if there are several and none is named.
  std::string client_of(const Record& record) const;

 private:
  bool resolve(const Value& value);
  bool refer(const Value& value, const std::string& name);
  bool introduce(const Value& value, const std::string& name);

  Diagnostics& diagnostics_;
  std::map<language::Space, std::set<std::string>> names_;
  std::set<language::Space> lost_;
};

}  // namespace redial::scenarios
