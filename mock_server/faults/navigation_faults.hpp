// The three faults of navigation: an HTTP status, a body that is no navigation answer, no answer at all.
#pragma once

#include <string>

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

class NavigationStatus final : public fault::NavigationPolicy {
 public:
  explicit NavigationStatus(int http_status) : http_status_(http_status) {}

  fault::NavigationFate on_navigation(TimePoint) override {
    return fault::AnswerNavigation{http_status_, "{\"code\":" + std::to_string(http_status_) + "}"};
  }

 private:
  int http_status_;
};

// What a captive portal says.
class NavigationGarbage final : public fault::NavigationPolicy {
 public:
  fault::NavigationFate on_navigation(TimePoint) override {
    return fault::AnswerNavigation{200, "<!doctype html><title>Sign in to this network</title>"};
  }
};

class NavigationHang final : public fault::NavigationPolicy {
 public:
  fault::NavigationFate on_navigation(TimePoint) override { return fault::HangNavigation{}; }
};

}  // namespace redial::mock_server
