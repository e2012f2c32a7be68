// See issue_answer.hpp.
#include "doctor/case/issue_answer.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "doctor/case/iso_time.hpp"

namespace redial::doctor {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 4;
constexpr std::size_t kMinToken = 16;

// A field's name without case, '_' and '-': "access_token" and "accessToken" are one.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (c != '_' && c != '-') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

template <std::size_t N>
const json* field(const json& object, const std::array<std::string_view, N>& names) {
  for (const auto& [name, value] : object.items())
    if (std::ranges::find(names, plain(name)) != names.end()) return &value;
  return nullptr;
}

std::string text(const json* value) {
  if (!value) return {};
  if (value->is_string()) return value->get<std::string>();
  return value->is_number_integer() ? std::to_string(value->get<std::int64_t>()) : std::string();
}

std::optional<std::int64_t> number(const json* value) {
  if (!value || !value->is_number()) return std::nullopt;
  const double amount = value->get<double>();
  constexpr double kFarFuture = 4e12;  // milliseconds; the year 2096
  if (!(amount > 0 && amount < kFarFuture)) return std::nullopt;
  return static_cast<std::int64_t>(amount);
}

TimePoint unix_time(std::int64_t amount) {
  constexpr std::int64_t kAsMilliseconds = 100'000'000'000;  // as seconds this would be the year 5138
  if (amount < kAsMilliseconds) return TimePoint(std::chrono::seconds(amount));
  return TimePoint(std::chrono::milliseconds(amount));
}

std::optional<TimePoint> expiry(const json& object, TimePoint answered) {
  constexpr std::array<std::string_view, 4> kAt{"expiresat", "expireat", "expiretime", "expirationtime"};
  constexpr std::array<std::string_view, 4> kIn{"expiresin", "expirein", "ttl", "lifetime"};
  const json* at = field(object, kAt);
  if (const auto amount = number(at)) return unix_time(*amount);
  if (at && at->is_string()) return parse_iso_time(at->get_ref<const std::string&>());
  constexpr std::int64_t kMaxSeconds = 4'000'000'000;
  if (const auto in = number(field(object, kIn)); in && *in < kMaxSeconds) return answered + std::chrono::seconds(*in);
  return std::nullopt;
}

std::optional<IssueAnswer> find_issue(const json& value, TimePoint answered, int depth) {
  constexpr std::array<std::string_view, 4> kToken{"token", "accesstoken", "imtoken", "rongtoken"};
  constexpr std::array<std::string_view, 2> kAppKey{"appkey", "appid"};
  constexpr std::array<std::string_view, 3> kUser{"userid", "uid", "user"};
  if (!value.is_object() || depth == kMaxDepth) return std::nullopt;
  if (const json* token = field(value, kToken);
      token && token->is_string() && token->get_ref<const std::string&>().size() >= kMinToken)
    return IssueAnswer{token->get<std::string>(), text(field(value, kAppKey)), text(field(value, kUser)),
                       expiry(value, answered)};
  for (const auto& [name, inner] : value.items())
    if (auto found = find_issue(inner, answered, depth + 1)) return found;
  return std::nullopt;
}

}  // namespace

std::optional<IssueAnswer> read_issue(std::string_view body, TimePoint answered) {
  if (body.size() > kMaxIssueBytes) return std::nullopt;
  const json parsed = json::parse(body, nullptr, false);
  return parsed.is_discarded() ? std::nullopt : find_issue(parsed, answered, 0);
}

}  // namespace redial::doctor
