// The page is built ahead (reports/viewer) and part of the binary; what is written here is the run in it.
#include "reports/page/page_writer.hpp"

#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/base/text_encodings.hpp"
#include "reports/page/page_template.hpp"
#include "reports/stored/deflate.hpp"

namespace redial::reports::page {
namespace {

constexpr std::string_view kPlaceholder = "REDIAL_RUN_DATA";

}  // namespace

void write_html(const Report& report, const Beside& beside, std::ostream& out) { write_page(page_data(report, beside), out); }

void write_page(std::string_view data, std::ostream& out) {
  const std::string_view page = page_template();
  const std::size_t place = page.find(kPlaceholder);
  if (place == std::string_view::npos) throw std::logic_error("the page has no place for a run");
  out << page.substr(0, place) << to_base64(stored::deflated(data)) << page.substr(place + kPlaceholder.size());
}

}  // namespace redial::reports::page
