// The bytes of the file that the build of reports/viewer made, as they are.
#include "reports/page/page_template.hpp"

__asm__(
    ".pushsection .rodata\n"
    "redial_page_begin:\n"
    ".incbin \"" REDIAL_PAGE_FILE
    "\"\n"
    "redial_page_end:\n"
    ".popsection\n");
extern "C" const char redial_page_begin[], redial_page_end[];  // NOLINT(modernize-avoid-c-arrays)

namespace redial::reports::page {

std::string_view page_template() { return {redial_page_begin, static_cast<std::size_t>(redial_page_end - redial_page_begin)}; }

}  // namespace redial::reports::page
