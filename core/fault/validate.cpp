// See validate.hpp. One small function per field; the first complaint counts.
#include "core/fault/validate.hpp"

#include <string>
#include <utility>

namespace redial::fault {
namespace {

std::string quoted(const FaultSpec& spec) { return "'" + std::string(describe(spec.kind).name) + "'"; }

Error not_taken(const FaultSpec& spec, const std::string& field) {
  return Error{quoted(spec) + " takes no " + field, field, "remove it"};
}

Error missing(const FaultSpec& spec, const std::string& field, const std::string& advice) {
  return Error{quoted(spec) + " needs " + field, field, advice};
}

std::string range(std::int64_t from, std::int64_t to) { return std::to_string(from) + " to " + std::to_string(to); }

Result<Done> check_time(Duration time, Duration least, const std::string& field) {
  if (time >= least && time <= kMaxFaultTime) return Done{};
  return Error{field + " is out of range", field,
               "use a duration " + std::string(least > Duration{} ? "above 0" : "from 0") + " up to 1h"};
}

Result<Done> check_name(const FaultSpec& spec) {
  if (spec.name.size() <= kMaxFaultNameBytes) return Done{};
  return Error{"the fault's name is too long", "name", "use at most " + std::to_string(kMaxFaultNameBytes) + " bytes"};
}

Result<Done> check_by(const FaultSpec& spec) {
  if (!describe(spec.kind).takes_by) return spec.by ? Result<Done>(not_taken(spec, "by")) : Done{};
  if (!spec.by) return missing(spec, "by", "say how much later");
  return check_time(*spec.by, Duration{1}, "by");
}

Result<Done> check_status(const FaultSpec& spec) {
  if (!describe(spec.kind).takes_status) return spec.status ? Result<Done>(not_taken(spec, "status")) : Done{};
  const bool http = spec.kind == FaultKind::navigation_status;
  const auto [least, most] = http ? std::pair(kMinHttpStatus, kMaxHttpStatus) : std::pair(0, kMaxWireStatus);
  const std::string advice = std::string(http ? "an HTTP status, " : "a status of the chat protocol, ") + range(least, most);
  if (!spec.status) return missing(spec, "status", advice);
  if (*spec.status < least || *spec.status > most) return Error{"status is out of range", "status", advice};
  return Done{};
}

Result<Done> check_direction_and_plane(const FaultSpec& spec) {
  if (!describe(spec.kind).takes_direction && spec.direction != Direction::both) return not_taken(spec, "direction");
  if (!describe(spec.kind).takes_plane && spec.plane != Plane::chat) return not_taken(spec, "plane");
  return Done{};
}

Result<Done> check_moment(const FaultSpec& spec) {
  if (!describe(spec.kind).takes_moment) {
    if (spec.moment != Moment::login) return not_taken(spec, "moment");
    if (spec.after != Duration{}) return not_taken(spec, "after");
    return Done{};
  }
  if (spec.kind == FaultKind::disconnect && spec.moment == Moment::accept)
    return Error{"'disconnect' cannot strike at accept: nothing is open yet that could carry it", "moment",
                 "use now, open or login"};
  return check_time(spec.after, Duration{}, "after");
}

Result<Done> check_count(const FaultSpec& spec) {
  const bool all = spec.first == 1 && spec.last == FaultSpec::kUnlimited;
  if (spec.kind == FaultKind::refuse && !all)
    return Error{"'refuse' counts no connections: there are none", "first", "use lasts"};
  if (spec.moment == Moment::now && !all)
    return Error{"'now' strikes the connections alive at arming and counts none", "first", "use another moment, or no count"};
  if (spec.first < 1) return Error{"first is out of range", "first", "connections and requests are counted from 1"};
  if (spec.first > spec.last) return Error{"first is above last", "first", "use first <= last"};
  return Done{};
}

Result<Done> check_user(const FaultSpec& spec) {
  if (spec.user.empty()) return Done{};
  if (spec.kind == FaultKind::refuse) return not_taken(spec, "user");
  if (describe(spec.kind).takes_moment && spec.moment == Moment::accept)
    return Error{"nobody knows the user at accept", "user", "use moment open or login, or remove user"};
  return Done{};
}

Result<Done> check_lasts(const FaultSpec& spec) { return spec.lasts ? check_time(*spec.lasts, Duration{1}, "lasts") : Done{}; }

}  // namespace

Result<Done> validate(const FaultSpec& spec) {
  for (const auto check :
       {check_name, check_by, check_status, check_direction_and_plane, check_moment, check_count, check_user, check_lasts})
    if (const auto checked = check(spec); !checked) return checked;
  return Done{};
}

}  // namespace redial::fault
