// See navigation.hpp.
#include "core/wire/navigation.hpp"

#include <algorithm>
#include <unordered_set>

namespace redial::wire {

std::vector<ChatAddress> by_preference(std::vector<ChatAddress> addresses) {
  std::unordered_set<std::string> seen;
  std::erase_if(addresses, [&](const ChatAddress& a) { return a.address.empty() || !seen.insert(a.address).second; });
  std::stable_sort(addresses.begin(), addresses.end(),
                   [](const ChatAddress& a, const ChatAddress& b) { return a.weight > b.weight; });
  return addresses;
}

}  // namespace redial::wire
