// See server_api_parameters.hpp.
#include "mock_server/chat/server_api_parameters.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "mock_server/chat/sealed_token.hpp"
#include "payload/form.hpp"

namespace redial::mock_server::api {

namespace {

using nlohmann::json;

Failure bad(std::string_view name, const std::string& why) { return {kBadParameter, std::string(name) + " " + why}; }

std::optional<std::string> scalar(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  return std::nullopt;
}

const std::vector<std::string>* find(const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  return found == parameters.end() ? nullptr : &found->second;
}

}  // namespace

Result<Parameters, Failure> parse_form_parameters(std::string_view body) {
  if (body.empty()) return Failure{kNoPostData, "the request has no body"};
  const auto form = payload::parse_form(body);
  if (!form) return Failure{kBadParameter, to_text(form.error())};
  Parameters parameters;
  for (const auto& [name, value] : *form) parameters[name].push_back(value);
  return parameters;
}

Result<Parameters, Failure> parse_json_parameters(std::string_view body) {
  if (body.empty()) return Failure{kNoPostData, "the request has no body"};
  const json parsed = json::parse(body, nullptr, false);
  if (!parsed.is_object()) return Failure{kBadParameter, "the body is no JSON object"};
  Parameters parameters;
  for (const auto& [name, value] : parsed.items()) {
    for (const json& element : value.is_array() ? value : json::array({value})) {
      auto one = scalar(element);
      if (!one) return bad(name, "is neither a text nor an integer nor a list of them");
      parameters[name].push_back(std::move(*one));
    }
  }
  return parameters;
}

Result<std::string, Failure> text(const Parameters& parameters, std::string_view name, std::size_t max_bytes) {
  const auto value = optional_text(parameters, name, max_bytes);
  if (value && value->empty()) return bad(name, "is required");
  return value;
}

Result<std::string, Failure> optional_text(const Parameters& parameters, std::string_view name, std::size_t max_bytes) {
  const auto* values = find(parameters, name);
  if (values == nullptr || values->empty()) return std::string();
  if (values->front().size() > max_bytes)
    return Failure{kTooLong, std::string(name) + " is longer than " + std::to_string(max_bytes) + " bytes"};
  return values->front();
}

Result<std::int64_t, Failure> integer(const Parameters& parameters, std::string_view name, std::int64_t least,
                                      std::int64_t most) {
  constexpr std::size_t kDigits = 20;
  const auto written = text(parameters, name, kDigits);
  if (!written) return written.error();
  std::int64_t value = 0;
  const char* end = written->data() + written->size();
  const auto [stop, failure] = std::from_chars(written->data(), end, value);
  if (failure != std::errc{} || stop != end || value < least || value > most)
    return bad(name, "is not an integer from " + std::to_string(least) + " to " + std::to_string(most));
  return value;
}

Result<std::vector<std::string>, Failure> users(const Parameters& parameters, std::string_view name, std::size_t most) {
  const auto* values = find(parameters, name);
  if (values == nullptr || values->empty()) return bad(name, "is required");
  if (values->size() > most) return bad(name, "is given more than " + std::to_string(most) + " times");
  for (const std::string& user : *values) {
    if (user.empty()) return bad(name, "is empty");
    if (user.size() > kMaxUserIdBytes) return Failure{kTooLong, std::string(name) + " is longer than 64 bytes"};
  }
  return *values;
}

}  // namespace redial::mock_server::api
