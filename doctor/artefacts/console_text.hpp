// The small texts that the SDK's log lines are made of: "status: 2, code: 31004", and JSON objects. No meaning here.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace redial::doctor {

// What apps write ahead of an answer with a token in it; in lower case.
inline constexpr std::array<std::string_view, 9> kAnswerWords{"answer",
                                                              "response",
                                                              "reply",
                                                              "result",
                                                              "returned",
                                                              "fetched",
                                                              "got ",
                                                              "\xe8\xbf\x94\xe5\x9b\x9e",   // 返回
                                                              "\xe5\x93\x8d\xe5\xba\x94"};  // 响应

// So the SDK answers connect with an empty or blank token, without asking anybody.
inline constexpr const char* kLocalTokenRefusal = "param 'token' is invalid";

// The integer behind these words; nothing if there are none, or no integer.
inline std::optional<std::int32_t> number_behind(std::string_view text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + words.size());
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

// What stands behind these words up to a blank or comma; empty if they are not there.
inline std::string word_behind(std::string_view text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + words.size());
  return std::string(text.substr(0, text.find_first_of(" ,")));
}

inline std::string text_field(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

inline std::optional<std::int32_t> number_field(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  const auto number = found->get<std::int64_t>();
  return number >= INT32_MIN && number <= INT32_MAX ? std::optional(static_cast<std::int32_t>(number)) : std::nullopt;
}

}  // namespace redial::doctor
