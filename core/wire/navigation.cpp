// See navigation.hpp.
#include "core/wire/navigation.hpp"

#include <algorithm>
#include <unordered_set>

namespace redial::wire {

namespace {

constexpr std::string_view kConnections = "conn=";

}  // namespace

Dialect offered_dialect(std::string_view negotiate) {
  for (std::size_t begin = 0; begin < negotiate.size();) {
    const std::size_t end = std::min(negotiate.find(';', begin), negotiate.size());
    const std::string_view part = negotiate.substr(begin, end - begin);
    if (part.starts_with(kConnections)) {
      const char first = part.size() > kConnections.size() ? part[kConnections.size()] : '\0';
      return first == '1' || first == '2' ? Dialect::native : Dialect::web;
    }
    begin = end + 1;
  }
  return Dialect::web;
}

std::vector<ChatAddress> by_preference(std::vector<ChatAddress> addresses) {
  std::unordered_set<std::string> seen;
  std::erase_if(addresses, [&](const ChatAddress& a) { return a.address.empty() || !seen.insert(a.address).second; });
  std::stable_sort(addresses.begin(), addresses.end(),
                   [](const ChatAddress& a, const ChatAddress& b) { return a.weight > b.weight; });
  return addresses;
}

}  // namespace redial::wire
