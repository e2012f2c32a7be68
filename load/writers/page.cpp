// The page is that of runs; what is in it decides what it shows.
#include "load/writers/page.hpp"

#include "load/writers/page_data.hpp"
#include "reports/page/page_writer.hpp"

namespace redial::load {

void write_html(const BenchResult& result, std::ostream& out) { reports::page::write_page(page_data(result), out); }

}  // namespace redial::load
