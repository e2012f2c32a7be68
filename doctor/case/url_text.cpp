// See url_text.hpp.
#include "doctor/case/url_text.hpp"

namespace redial::doctor {

UrlParts split_url(std::string_view url) {
  url = url.substr(0, url.find('#'));
  UrlParts parts;
  const std::size_t mark = url.find('?');
  parts.without_query = url.substr(0, mark);
  if (mark != std::string_view::npos) parts.query = url.substr(mark + 1);
  const std::size_t scheme = parts.without_query.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t path = scheme == std::string_view::npos ? 0 : parts.without_query.find('/', host);
  if (path == std::string_view::npos) {
    parts.host = parts.without_query.substr(host);
    return parts;
  }
  parts.host = parts.without_query.substr(host, path - host);
  parts.path = parts.without_query.substr(path);
  return parts;
}

bool asks_navigation(std::string_view path) { return path.ends_with("/navi.json") || path.ends_with("/navi.js"); }

}  // namespace redial::doctor
