// Collects what a check sees, so that each check reads as "for every occasion: kept, or broken because".
#pragma once

#include <string>
#include <utility>

#include "scenarios/engine/contract/rule.hpp"

namespace redial::scenarios::contract {

class Findings {
 public:
  void kept() {
    if (finding_.kind == Finding::Kind::no_occasion) finding_.kind = Finding::Kind::kept;
  }

  // The first breach is the one reported; it names the events that show it.
  void broken(std::string detail, std::initializer_list<const trace::Event*> shown_by) {
    if (finding_.kind == Finding::Kind::broken) return;
    finding_.kind = Finding::Kind::broken;
    finding_.detail = std::move(detail);
    for (const trace::Event* event : shown_by) {
      if (event) finding_.events.push_back(event->sequence);
    }
  }

  // A breach that a machine which overslept may have caused. One that it cannot have caused weighs more, but is not looked for.
  void late(std::string detail, std::initializer_list<const trace::Event*> shown_by) {
    if (finding_.kind == Finding::Kind::broken) return;
    broken(std::move(detail), shown_by);
    finding_.about_time = true;
  }

  void judge(bool held, std::string detail, std::initializer_list<const trace::Event*> shown_by) {
    held ? kept() : broken(std::move(detail), shown_by);
  }

  Finding take() { return std::move(finding_); }

 private:
  Finding finding_;
};

}  // namespace redial::scenarios::contract
