// See navigation_json.hpp.
#include "payload/navigation_json.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "payload/form.hpp"

namespace redial::payload {

namespace {

using nlohmann::json;
using wire::ChatAddress;

// serverAddr[].protocol; to the Web SDK anything but 5 is wss.
constexpr std::int32_t kNativeProtocol = 1;
constexpr std::int32_t kNativeTlsProtocol = 2;
constexpr std::int32_t kPlainProtocol = 5;
constexpr std::int32_t kTlsProtocol = 6;

std::int32_t protocol_of(const ChatAddress& address) {
  const bool plain = address.transport == ChatAddress::Transport::plain;
  if (address.dialect == wire::Dialect::native) return plain ? kNativeProtocol : kNativeTlsProtocol;
  return plain ? kPlainProtocol : kTlsProtocol;
}

void set_protocol(ChatAddress& address, std::optional<std::int32_t> protocol) {
  const bool plain = protocol == kPlainProtocol || protocol == kNativeProtocol;
  address.transport = plain ? ChatAddress::Transport::plain : ChatAddress::Transport::tls;
  if (protocol == kNativeProtocol || protocol == kNativeTlsProtocol) address.dialect = wire::Dialect::native;
}

Error bad_answer(const std::string& what) { return Error{what, "navigation answer", "see docs/PROTOCOL.md, navigation answer"}; }

std::optional<std::int32_t> integer(const json& object, const char* key) {
  const auto field = object.find(key);
  if (field == object.end() || !field->is_number_integer()) return std::nullopt;
  const auto value = field->get<double>();  // exact for everything that passes the range check
  if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return static_cast<std::int32_t>(value);
}

std::string text(const json& object, const char* key) {
  const auto field = object.find(key);
  return field != object.end() && field->is_string() ? field->get<std::string>() : std::string();
}

std::vector<ChatAddress> addresses_of(const json& list) {
  std::vector<ChatAddress> addresses;
  for (const json& element : list) {
    if (!element.is_object()) continue;
    ChatAddress address;
    address.address = text(element, "addr");
    set_protocol(address, integer(element, "protocol"));
    address.weight = integer(element, "weight").value_or(0);
    if (!address.address.empty()) addresses.push_back(std::move(address));
  }
  return addresses;
}

// The address that an SDK which knows one kind tries first, or the others behind it with commas between.
std::string first_of(const std::vector<ChatAddress>& addresses) { return addresses.empty() ? "" : addresses.front().address; }
std::string others_of(const std::vector<ChatAddress>& addresses) {
  std::string others;
  for (std::size_t i = 1; i < addresses.size(); ++i) others += (others.empty() ? "" : ",") + addresses[i].address;
  return others;
}

// `server` first, then the comma-separated backups, all of one weight: the order sent is the order of preference.
std::vector<ChatAddress> legacy_addresses_of(const json& answer, bool over_tls) {
  std::string all = text(answer, "server");
  for (const char* key : {"backupServer", "bs"}) all += "," + text(answer, key);
  const auto transport = over_tls ? ChatAddress::Transport::tls : ChatAddress::Transport::plain;
  std::vector<ChatAddress> addresses;
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find(',', begin), all.size());
    if (end > begin) addresses.push_back({all.substr(begin, end - begin), transport, 0});
    begin = end + 1;
  }
  return addresses;
}

}  // namespace

std::string to_json(const wire::NavigationAnswer& answer) {
  json addresses = json::array();
  for (const ChatAddress& address : answer.addresses) {
    addresses.push_back(
        {{"addr", address.address}, {"protocol", protocol_of(address)}, {"weight", address.weight}, {"race", false}});
  }
  const std::vector<ChatAddress> preferred = by_preference(answer.addresses);
  json body{{"code", answer.code},
            {"openHistoryMsg", answer.announces_messages ? 1 : 0},
            {"openAnti", answer.open_anti ? 1 : 0},
            {"logSwitch", 0},
            {"server", first_of(preferred)},
            {"backupServer", others_of(preferred)},
            {"serverAddr", std::move(addresses)}};
  if (!answer.user.empty()) body["userId"] = answer.user;
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string_view json_part(std::string_view body) {
  const std::size_t first = body.find('{'), last = body.rfind('}');
  if (first == std::string_view::npos || last == std::string_view::npos || last < first) return body;
  return body.substr(first, last - first + 1);
}

Result<wire::NavigationAnswer> parse_navigation_answer(std::string_view body, bool over_tls) {
  if (body.size() > kMaxNavigationBytes) return bad_answer("more than " + std::to_string(kMaxNavigationBytes) + " bytes");
  const json parsed = json::parse(body, nullptr, false);
  if (!parsed.is_object()) return bad_answer("the body is no JSON object");
  wire::NavigationAnswer answer;
  if (parsed.contains("code")) {
    const auto code = integer(parsed, "code");
    if (!code) return bad_answer("'code' is no integer");
    answer.code = *code;
  }
  const auto list = parsed.find("serverAddr");
  if (list != parsed.end() && !list->is_array()) return bad_answer("'serverAddr' is no list");
  answer.addresses = list != parsed.end() ? addresses_of(*list) : legacy_addresses_of(parsed, over_tls);
  answer.user = text(parsed, "userId");
  answer.announces_messages = integer(parsed, "openHistoryMsg") != 0;
  answer.open_anti = integer(parsed, "openAnti") == 1;
  return answer;
}

bool is_for_private_cloud(std::string_view body) {
  if (body.size() > kMaxNavigationBytes) return false;
  const json parsed = json::parse(body, nullptr, false);
  return parsed.is_object() && integer(parsed, "type") == 1;
}

Result<wire::NavigationRequest> parse_navigation_form(std::string_view body) {
  if (body.size() > kMaxNavigationBytes)
    return Error{"more than " + std::to_string(kMaxNavigationBytes) + " bytes", "navigation request", ""};
  const auto form = parse_form(body);
  if (!form) return form.error();
  const std::string* token = find(*form, "token");
  if (token == nullptr) return Error{"no field 'token'", "navigation request", "send token=…&v=…"};
  wire::NavigationRequest request;
  request.token = Token(*token);
  if (const std::string* version = find(*form, "v")) request.sdk_version = *version;
  if (const std::string* platform = find(*form, "platfrom")) request.platform = *platform;
  if (const std::string* app_key = find(*form, "appId")) request.app_key = AppKey(*app_key);
  return request;
}

std::string to_form(const wire::NavigationRequest& request) {
  return to_form(Form{{"token", request.token.value}, {"v", request.sdk_version}, {"platfrom", request.platform}});
}

}  // namespace redial::payload
