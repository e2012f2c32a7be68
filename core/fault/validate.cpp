// See validate.hpp. One small function per field; the first complaint counts.
#include "core/fault/validate.hpp"

#include <string>
#include <string_view>
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

struct Range {
  std::int64_t least = 0, most = 0;
  std::string_view what;

  bool has(std::int64_t value) const { return value >= least && value <= most; }
  std::string advice() const { return std::string(what) + ", " + std::to_string(least) + " to " + std::to_string(most); }
};

Range status_range(StatusRange range) {
  switch (range) {
    case StatusRange::http:
      return {kMinHttpStatus, kMaxHttpStatus, "an HTTP status"};
    case StatusRange::wire:
      return {0, kMaxWireStatus, "a status of CONNACK or DISCONNECT"};
    case StatusRange::ack:
      return {0, kMaxAckStatus, "a status of PUBACK or QUERYACK"};
    case StatusRange::close:
      return {kMinCloseCode, kMaxCloseCode, "a WebSocket close code"};
    case StatusRange::body:
      return {0, kMaxBodyCode, "a code in the body"};
    case StatusRange::none:
      break;
  }
  return {};
}

Range bytes_range(FaultKind kind) {
  if (kind == FaultKind::oversized_frame) return {kMinOversizedFrame, 0xffffffff, "more than a message may have"};
  return {1, kMaxFaultBytes, "a number of bytes"};
}

Result<Done> check_status(const FaultSpec& spec) {
  const StatusRange taken = describe(spec.kind).status;
  if (taken == StatusRange::none) return spec.status ? Result<Done>(not_taken(spec, "status")) : Done{};
  const Range range = status_range(taken);
  if (!spec.status) return missing(spec, "status", range.advice());
  if (!range.has(*spec.status)) return Error{"status is out of range", "status", range.advice()};
  return Done{};
}

Result<Done> check_bytes(const FaultSpec& spec) {
  if (!describe(spec.kind).takes_bytes) return spec.bytes ? Result<Done>(not_taken(spec, "bytes")) : Done{};
  const Range range = bytes_range(spec.kind);
  if (!spec.bytes) return missing(spec, "bytes", range.advice());
  if (!range.has(*spec.bytes)) return Error{"bytes is out of range", "bytes", range.advice()};
  return Done{};
}

Result<Done> check_times(const FaultSpec& spec) {
  if (!spec.times) return Done{};
  const FaultKindInfo& info = describe(spec.kind);
  if (!info.takes_times) return not_taken(spec, "times");
  const Range range{1, kMaxFaultTimes, "a number"};
  if (!range.has(*spec.times)) return Error{"times is out of range", "times", range.advice()};
  if (info.family == Family::navigation && spec.last != FaultSpec::kUnlimited)
    return Error{"times and last both say which requests are the last", "times", "use one of them"};
  return Done{};
}

Result<Done> check_direction_and_plane(const FaultSpec& spec) {
  if (!describe(spec.kind).takes_direction && spec.direction != Direction::both) return not_taken(spec, "direction");
  if (!describe(spec.kind).takes_plane && spec.plane != Plane::chat) return not_taken(spec, "plane");
  return Done{};
}

// One-shot kinds that need the WebSocket.
bool speaks(FaultKind kind) { return kind != FaultKind::reset && kind != FaultKind::close && kind != FaultKind::blackhole; }

Result<Done> check_moment(const FaultSpec& spec) {
  if (!describe(spec.kind).takes_moment) {
    if (spec.moment != Moment::login) return not_taken(spec, "moment");
    if (spec.after != Duration{}) return not_taken(spec, "after");
    return Done{};
  }
  if (spec.moment == Moment::accept && speaks(spec.kind))
    return Error{quoted(spec) + " cannot strike at accept: nothing is open yet that could carry it", "moment",
                 "use now, open or login"};
  if (spec.kind == FaultKind::connack_again && spec.moment == Moment::open)
    return Error{"'connack-again' cannot strike before there was a CONNACK", "moment", "use now or login"};
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
  if (spec.kind == FaultKind::refuse || describe(spec.kind).family == Family::tls) return not_taken(spec, "user");
  if (describe(spec.kind).takes_moment && spec.moment == Moment::accept)
    return Error{"nobody knows the user at accept", "user", "use moment open or login, or remove user"};
  return Done{};
}

Result<Done> check_lasts(const FaultSpec& spec) { return spec.lasts ? check_time(*spec.lasts, Duration{1}, "lasts") : Done{}; }

}  // namespace

Result<Done> validate(const FaultSpec& spec) {
  for (const auto check : {check_name, check_by, check_status, check_bytes, check_times, check_direction_and_plane, check_moment,
                           check_count, check_user, check_lasts})
    if (const auto checked = check(spec); !checked) return checked;
  return Done{};
}

}  // namespace redial::fault
