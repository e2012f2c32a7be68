// See utc.hpp.
#include "cli/utc.hpp"

#include <ctime>

#include "net/clock.hpp"

namespace redial::cli {

std::string utc_now() {
  const std::time_t seconds = static_cast<std::time_t>(net::unix_now().count() / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace redial::cli
