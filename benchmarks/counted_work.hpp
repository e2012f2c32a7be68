// The work whose instructions are counted and bounded: what it is called, and how to do it. It counts nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace redial::work {

struct Prepared {
  std::function<void()> once;
  std::uint64_t items = 1;  // how many of what is counted are in it
};

struct CountedWork {
  std::string_view name;  // of one item, as instruction_bounds.json has it
  std::uint64_t times;    // enough for what happens now and then, few enough for a second under valgrind
  Prepared (*prepare)();  // what comes back may be done any number of times, and costs the same each time
};

// Nothing of it depends on chance, time, the library, or OpenSSL, which takes other ways on other processors.
std::span<const CountedWork> counted_work();

}  // namespace redial::work
