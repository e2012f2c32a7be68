// How often a fault still acts: for ever, or so many times.
#pragma once

#include <cstdint>
#include <optional>

namespace redial::mock_server {

class Times {
 public:
  explicit Times(std::optional<std::uint32_t> left) : left_(left) {}

  bool over() const { return left_ == 0u; }
  void take() {
    if (left_) --*left_;
  }

 private:
  std::optional<std::uint32_t> left_;
};

}  // namespace redial::mock_server
