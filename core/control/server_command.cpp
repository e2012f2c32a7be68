// See server_command.hpp.
#include "core/control/server_command.hpp"

namespace redial::control {

Refusal default_refusal(TokenVerdict verdict) {
  switch (verdict) {
    case TokenVerdict::valid:
      return {Refusal::Stage::login, 0};
    case TokenVerdict::unknown_app:
      return {Refusal::Stage::login, 2};
    case TokenVerdict::user_blocked:
      return {Refusal::Stage::login, 9};
    case TokenVerdict::user_deactivated:
      return {Refusal::Stage::login, 19};
    case TokenVerdict::used_up:
      return {Refusal::Stage::login, 17};
    case TokenVerdict::other_device:
      return {Refusal::Stage::login, 11};
    case TokenVerdict::malformed:
    case TokenVerdict::altered:
    case TokenVerdict::old_secret:
    case TokenVerdict::foreign_app:
    case TokenVerdict::expired:
    case TokenVerdict::not_yet_valid:
    case TokenVerdict::revoked:
      return {Refusal::Stage::login, 4};
  }
  return {};
}

}  // namespace redial::control
