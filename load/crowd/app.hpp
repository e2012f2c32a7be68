// What users of one app know of it: data.
#pragma once

#include <string>

#include "core/base/ids.hpp"
#include "core/wire/navigation.hpp"

namespace redial::load {

struct App {
  AppKey app_key;
  std::string secret;          // with which the app's own server signs what it asks of the Server API
  std::string server_api_url;  // where that is
  std::string navigation_url;  // of the spec's transport
  wire::ChatAddress address;   // of the spec's transport and dialect, for users who do not navigate
};

}  // namespace redial::load
