// A value or an error that says what to do about it. Not a general monad: two accessors and a test are all callers need.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace redial {

// What went wrong, where, and what the reader can do about it. `where` and `advice` may be empty.
struct Error {
  std::string what;
  std::string where;
  std::string advice;

  friend bool operator==(const Error&, const Error&) = default;
};

// One line for a person: "where: what; advice".
inline std::string to_text(const Error& error) {
  std::string text = error.where.empty() ? error.what : error.where + ": " + error.what;
  if (!error.advice.empty()) text += "; " + error.advice;
  return text;
}

template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Precondition: ok().
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }

  // Precondition: !ok().
  const E& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, E> state_;
};

// The result of an operation that yields nothing but success.
struct Done {
  friend bool operator==(const Done&, const Done&) = default;
};

}  // namespace redial
