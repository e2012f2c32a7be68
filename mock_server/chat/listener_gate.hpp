// Which of an app's listeners are closed, when several reasons may hold them closed at once. It says when to act; the driver
// acts.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "core/fault/fault_spec.hpp"

namespace redial::mock_server {

class ListenerGate {
 public:
  // One more reason to keep them closed, one less. Each gives the planes (chat, navigation) whose listeners change.
  std::vector<fault::Plane> close(fault::Plane plane) { return change(plane, +1, 1); }
  // Precondition: closed before, by an equal plane.
  std::vector<fault::Plane> open(fault::Plane plane) { return change(plane, -1, 0); }
  std::vector<fault::Plane> closed() const {
    std::vector<fault::Plane> planes;
    for (const fault::Plane one : {fault::Plane::chat, fault::Plane::navigation})
      if (reasons_[static_cast<std::size_t>(one)] > 0) planes.push_back(one);
    return planes;
  }

 private:
  std::vector<fault::Plane> change(fault::Plane plane, int by, int turning_point) {
    std::vector<fault::Plane> changed;
    for (const fault::Plane one : {fault::Plane::chat, fault::Plane::navigation}) {
      if (plane != one && plane != fault::Plane::all) continue;
      int& reasons = reasons_[static_cast<std::size_t>(one)];
      reasons += by;
      if (reasons == turning_point) changed.push_back(one);
    }
    return changed;
  }

  std::array<int, 2> reasons_{};  // by plane: chat, navigation
};

}  // namespace redial::mock_server
