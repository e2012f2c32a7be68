// See chunk_plans.hpp.
#include "mock_server/faults/chunk_plans.hpp"

#include <vector>

namespace redial::mock_server {

using fault::ChunkPlan;

std::size_t size_of(const ChunkPlan& plan) {
  std::size_t size = 0;
  for (const ChunkPlan::Piece& piece : plan.pieces) size += piece.size;
  return size;
}

std::pair<ChunkPlan::Piece, ChunkPlan::Piece> split_at(ChunkPlan::Piece piece, std::size_t at) {
  ChunkPlan::Piece rest{.size = piece.size - at, .after = piece.after};
  std::vector<std::size_t> flipped;
  for (const std::size_t byte : piece.flipped) byte < at ? flipped.push_back(byte) : rest.flipped.push_back(byte - at);
  piece.size = at;
  piece.flipped = std::move(flipped);
  return {std::move(piece), std::move(rest)};
}

bool split(ChunkPlan& plan, std::size_t most) {
  std::vector<ChunkPlan::Piece> pieces;
  for (ChunkPlan::Piece& piece : plan.pieces) {
    while (piece.size > most) {
      auto [before, rest] = split_at(std::move(piece), most);
      pieces.push_back(std::move(before));
      piece = std::move(rest);
    }
    pieces.push_back(std::move(piece));
  }
  const bool changed = pieces.size() != plan.pieces.size();
  plan.pieces = std::move(pieces);
  return changed;
}

}  // namespace redial::mock_server
