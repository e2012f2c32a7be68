// See form.hpp.
#include "payload/form.hpp"

#include <algorithm>
#include <charconv>

namespace redial::payload {

namespace {

bool is_escape(char c) { return c == '+' || c == '%'; }

Result<std::string> unescape(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const auto escape = std::ranges::find_if(text, is_escape);
    plain.append(text.begin(), escape);
    text.remove_prefix(static_cast<std::size_t>(escape - text.begin()));
    if (text.empty()) break;
    if (text.front() == '+') {
      plain += ' ';
      text.remove_prefix(1);
      continue;
    }
    const std::string_view digits = text.substr(1, 2);
    unsigned value = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (failure != std::errc{} || digits.size() != 2 || end != digits.data() + 2)
      return Error{"a '%' without two hexadecimal digits", "", "escape form fields with encodeURIComponent"};
    plain += static_cast<char>(value);
    text.remove_prefix(3);
  }
  return plain;
}

bool stays(char c) {
  const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return alphanumeric || std::string_view("-_.!~*'()").find(c) != std::string_view::npos;
}

std::string escape(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    if (stays(c)) {
      escaped += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      escaped += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return escaped;
}

}  // namespace

Result<Form> parse_form(std::string_view body) {
  Form form;
  while (!body.empty()) {
    const std::string_view field = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(field.size() + 1, body.size()));
    if (field.empty()) continue;
    if (form.size() == kMaxFormFields) return Error{"too many form fields", "", "send at most " + std::to_string(kMaxFormFields)};
    const std::size_t equals = std::min(field.find('='), field.size());
    auto name = unescape(field.substr(0, equals));
    auto value = unescape(field.substr(std::min(equals + 1, field.size())));
    if (!name) return name.error();
    if (!value) return value.error();
    form.emplace_back(std::move(*name), std::move(*value));
  }
  return form;
}

std::string to_form(const Form& form) {
  std::string body;
  for (const auto& [name, value] : form) body += (body.empty() ? "" : "&") + escape(name) + "=" + escape(value);
  return body;
}

const std::string* find(const Form& form, std::string_view name) {
  const auto field = std::ranges::find(form, name, &Form::value_type::first);
  return field == form.end() ? nullptr : &field->second;
}

}  // namespace redial::payload
