// See regions.hpp.
#include "doctor/diagnosis/regions.hpp"

#include <algorithm>

namespace redial::doctor {
namespace {

struct Region {
  std::string_view suffix, name;
};
constexpr Region kRegions[] = {
    {"nav.rong-edge.com", "Beijing"},        {"nav-b.rong-edge.com", "Beijing"},      {".sg-light-edge.com", "Singapore"},
    {".sg-b-light-edge.com", "Singapore B"}, {".us-light-edge.com", "North America"}, {".sau-light-edge.com", "Saudi Arabia"},
    {".om-light-edge.com", "Oman"},
};

std::string_view host_of(std::string_view address) {
  if (const std::size_t scheme = address.find("://"); scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  return address.substr(0, address.find_first_of(":/?"));
}

}  // namespace

std::optional<std::string_view> region_of(std::string_view address) {
  const std::string_view host = host_of(address);
  for (const Region& region : kRegions)
    if (host.ends_with(region.suffix)) return region.name;
  return std::nullopt;
}

std::string asked_address(const Case& one, const Attempt& attempt) {
  if (attempt.events.empty()) return {};
  const auto event = std::ranges::find(one.trace, attempt.events.front(), &trace::Event::sequence);
  return event == one.trace.end() ? std::string() : event->detail;
}

}  // namespace redial::doctor
