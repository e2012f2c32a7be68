// Whoever is free takes the next part: a processor that is busy with something else holds nobody up.
#include "reports/stored/side_by_side.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace redial::reports::stored {

void side_by_side(std::size_t count, const std::function<Worker()>& hire) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    const Worker worker = hire();
    for (std::size_t mine = next++; mine < count; mine = next++) worker(mine);
  };
  const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::future<void>> others;  // the end of each is waited for
  for (std::size_t i = 1; i < std::min({count, processors, kMaxThreads}); ++i)
    others.push_back(std::async(std::launch::async, work));
  work();
  for (std::future<void>& other : others) other.get();
}

}  // namespace redial::reports::stored
