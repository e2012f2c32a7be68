// Work in independent parts, done by as many threads as it pays for. What the parts do, and how they are put together, is the
// caller's business.
#pragma once

#include <cstddef>
#include <functional>

namespace redial::reports::stored {

// Threads at most, the caller's among them.
inline constexpr std::size_t kMaxThreads = 4;

// Does one part, told by its number.
using Worker = std::function<void(std::size_t part)>;

// Has each part below `count` done once, on this thread and on others, each with a worker of its own that `hire` gave it there;
// no thread waits for another. Returns when all are done. What one of them throws is thrown again.
void side_by_side(std::size_t count, const std::function<Worker()>& hire);

}  // namespace redial::reports::stored
