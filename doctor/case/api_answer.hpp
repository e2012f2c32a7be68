// An answer of the vendor's Server API to a question about users: its code, and the users that it lists. Tokens are
// issue_answer.hpp's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redial::doctor {

inline constexpr std::size_t kMaxApiAnswerBytes = 256 * 1024;  // longer ones are not looked at

struct ApiAnswer {
  std::optional<std::int32_t> code;  // 200, 1004; not the HTTP status
  // Of a list of users, by id, whether written as ids or as objects that have one; nothing where the answer has no list.
  std::optional<std::vector<std::string>> users;
};

// Empty where the text is no JSON object.
ApiAnswer read_api_answer(std::string_view body);

}  // namespace redial::doctor
