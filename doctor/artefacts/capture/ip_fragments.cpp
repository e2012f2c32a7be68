// See ip_fragments.hpp. Overlaps are taken from whichever begins first.
#include "doctor/artefacts/capture/ip_fragments.hpp"

#include <algorithm>
#include <utility>

namespace redial::doctor::capture {
namespace {

bool same_packet(const IpPacket& a, const IpPacket& b) {
  return a.fragment->id == b.fragment->id && a.protocol == b.protocol && a.is_v6 == b.is_v6 && a.source == b.source &&
         a.destination == b.destination;
}

}  // namespace

std::optional<IpPacket> IpFragments::add(const IpPacket& fragment) {
  const std::size_t begin = fragment.fragment->offset, end = begin + fragment.payload.size();
  if (end > kMaxReassembledBytes || fragment.payload.size() < fragment.size) {  // impossible, or cut by the snap length
    ++lost_;
    return std::nullopt;
  }
  auto found = std::ranges::find_if(parts_, [&](const Parts& parts) { return same_packet(parts.about, fragment); });
  if (found == parts_.end()) {
    if (parts_.size() == kMaxFragmented) {
      parts_.pop_front();
      ++lost_;
    }
    found = parts_.insert(parts_.end(), Parts{.about = fragment});
    found->about.payload = {};
  }
  if (found->pieces.size() < kMaxFragments) found->pieces.try_emplace(begin, fragment.payload.begin(), fragment.payload.end());
  if (begin == 0) found->about.protocol = fragment.protocol;
  if (fragment.fragment->is_last) found->size = end;
  auto whole = join(*found);
  if (whole) parts_.erase(found);
  return whole;
}

std::optional<IpPacket> IpFragments::join(Parts& parts) {
  if (!parts.size) return std::nullopt;
  std::size_t reached = 0;
  for (const auto& [offset, piece] : parts.pieces) {
    if (offset > reached) return std::nullopt;
    reached = std::max(reached, offset + piece.size());
  }
  if (reached < *parts.size) return std::nullopt;
  whole_.clear();
  for (const auto& [offset, piece] : parts.pieces) {
    const std::size_t known = std::min(whole_.size() - offset, piece.size());
    whole_.insert(whole_.end(), piece.begin() + static_cast<std::ptrdiff_t>(known), piece.end());
  }
  IpPacket packet = parts.about;
  packet.fragment.reset();
  packet.payload = whole_;
  packet.size = whole_.size();
  return packet;
}

}  // namespace redial::doctor::capture
