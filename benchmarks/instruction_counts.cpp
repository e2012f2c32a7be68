// Does one piece of counted work under valgrind's callgrind, in two parts that are dumped apart, the second with twice the work
// of the first: what is in both alike is no part of the work. Prints how many items the second part has more. It compares
// nothing.
//   valgrind --tool=callgrind --instr-atstart=no redial_instruction_counts WORK
#include <valgrind/callgrind.h>

#include <algorithm>
#include <iostream>
#include <span>
#include <string_view>

#include "benchmarks/counted_work.hpp"

namespace redial::work {
namespace {

int refuse(std::string_view why) {
  std::cerr << "redial_instruction_counts: " << why << "\nusage: valgrind --tool=callgrind --instr-atstart=no "
            << "redial_instruction_counts WORK\nWORK is one of:\n";
  for (const CountedWork& work : counted_work()) std::cerr << "  " << work.name << '\n';
  return 2;
}

void repeat(const Prepared& prepared, std::uint64_t times) {
  for (std::uint64_t i = 0; i < times; ++i) prepared.once();
}

int count(const CountedWork& work) {
  const Prepared prepared = work.prepare();
  repeat(prepared, 2 * work.times);  // what grows has grown, and what is bound late is bound
  CALLGRIND_START_INSTRUMENTATION;
  for (const std::uint64_t times : {work.times, 2 * work.times}) {
    CALLGRIND_ZERO_STATS;
    repeat(prepared, times);
    CALLGRIND_DUMP_STATS;
  }
  CALLGRIND_STOP_INSTRUMENTATION;
  std::cout << "items " << work.times * prepared.items << '\n';
  return 0;
}

}  // namespace
}  // namespace redial::work

int main(int argc, char** argv) {
  using namespace redial::work;
  if (argc != 2) return refuse("which work?");
  if (RUNNING_ON_VALGRIND == 0) return refuse("nothing is counted without valgrind");
  const auto all = counted_work();
  const auto work = std::ranges::find(all, std::string_view(argv[1]), &CountedWork::name);
  return work == all.end() ? refuse("there is no such work") : count(*work);
}
