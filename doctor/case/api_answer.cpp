// See api_answer.hpp.
#include "doctor/case/api_answer.hpp"

#include <limits>
#include <nlohmann/json.hpp>

namespace redial::doctor {
namespace {

using nlohmann::json;

std::optional<std::int32_t> code_of(const json& answer) {
  const auto code = answer.find("code");
  if (code == answer.end() || !code->is_number_integer()) return std::nullopt;
  const auto value = code->get<double>();  // exact for everything that passes the range check
  if (value < 0 || value > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return static_cast<std::int32_t>(value);
}

std::optional<std::string> id_of(const json& user) {
  if (user.is_string()) return user.get<std::string>();
  if (!user.is_object()) return std::nullopt;
  const auto id = user.find("userId");
  return id != user.end() && id->is_string() ? std::optional(id->get<std::string>()) : std::nullopt;
}

}  // namespace

ApiAnswer read_api_answer(std::string_view body) {
  ApiAnswer answer;
  if (body.size() > kMaxApiAnswerBytes) return answer;
  const json parsed = json::parse(body, nullptr, false);
  if (!parsed.is_object()) return answer;
  answer.code = code_of(parsed);
  const auto users = parsed.find("users");
  if (users == parsed.end() || !users->is_array()) return answer;
  answer.users.emplace();
  for (const json& user : *users)
    if (auto id = id_of(user)) answer.users->push_back(*std::move(id));
  return answer;
}

}  // namespace redial::doctor
