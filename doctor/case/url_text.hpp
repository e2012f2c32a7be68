// The parts of a URL that an incident is told by. It judges nothing: what is no URL is a path.
#pragma once

#include <string_view>

namespace redial::doctor {

// Parts of the text given, which must outlive them.
struct UrlParts {
  std::string_view without_query;  // "https://host:port/path": may be shown
  std::string_view host;           // with its port, as written
  std::string_view path;           // from the '/' on; may be empty
  std::string_view query;          // behind the '?'; where tokens travel
};
UrlParts split_url(std::string_view url);

// Is it the path of a question to a navigator (docs/PROTOCOL.md, navigation), whatever prefix it has?
bool asks_navigation(std::string_view path);

}  // namespace redial::doctor
