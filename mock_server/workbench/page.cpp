// The bytes of the file that the build of page/ made, as they are.
#include "mock_server/workbench/page.hpp"

#include <cstddef>

__asm__(
    ".pushsection .rodata\n"
    "redial_workbench_begin:\n"
    ".incbin \"" REDIAL_PAGE_FILE
    "\"\n"
    "redial_workbench_end:\n"
    ".popsection\n");
extern "C" const char redial_workbench_begin[], redial_workbench_end[];  // NOLINT(modernize-avoid-c-arrays)

namespace redial::mock_server::workbench {

std::string_view page() {
  return {redial_workbench_begin, static_cast<std::size_t>(redial_workbench_end - redial_workbench_begin)};
}

}  // namespace redial::mock_server::workbench
