// What the byte faults have in common: which direction concerns them, how much a plan lets pass, how it is split. No fault of its
// own.
#pragma once

#include <cstddef>
#include <utility>

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

constexpr bool covers(fault::Direction scope, fault::Direction one) { return scope == fault::Direction::both || scope == one; }

// One value for each of the two directions.
template <class T>
class PerDirection {
 public:
  T& of(fault::Direction one) { return one == fault::Direction::to_client ? to_client_ : to_server_; }

 private:
  T to_client_{}, to_server_{};
};

std::size_t size_of(const fault::ChunkPlan& plan);
// What comes before the byte at `at`, and the rest. Precondition: 0 < at < piece.size.
std::pair<fault::ChunkPlan::Piece, fault::ChunkPlan::Piece> split_at(fault::ChunkPlan::Piece piece, std::size_t at);
// No piece is larger than `most` afterwards. True if one was. Precondition: most > 0.
bool split(fault::ChunkPlan& plan, std::size_t most);

}  // namespace redial::mock_server
