// See iso_time.hpp.
#include "doctor/case/iso_time.hpp"

#include <cstddef>

namespace redial::doctor {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes from the front of a text; the first thing that does not fit ends it.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return text_.empty(); }

  unsigned number(std::size_t digits) {
    unsigned value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (text_.empty() || !is_digit(text_.front())) {
        ok_ = false;
        return 0;
      }
      value = value * 10 + static_cast<unsigned>(text_.front() - '0');
      text_.remove_prefix(1);
    }
    return value;
  }
  bool take(std::string_view any_of) {
    if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }
  void need(std::string_view any_of) { ok_ = take(any_of) && ok_; }
  bool sees_digit() const { return !text_.empty() && is_digit(text_.front()); }

 private:
  std::string_view text_;
  bool ok_ = true;
};

Duration fraction(Scanner& scanner) {
  Duration part{};
  for (Duration digit = std::chrono::milliseconds(100); scanner.sees_digit(); digit /= 10) part += digit * scanner.number(1);
  return part;
}

seconds offset(Scanner& scanner) {
  if (scanner.at_end() || scanner.take("Zz")) return {};
  const bool behind = scanner.take("-");
  if (!behind) scanner.need("+");
  const unsigned h = scanner.number(2);
  scanner.take(":");
  const unsigned m = scanner.at_end() ? 0 : scanner.number(2);
  const seconds length = hours(h) + minutes(m);
  return behind ? -length : length;
}

}  // namespace

std::optional<TimePoint> parse_iso_time(std::string_view text) {
  Scanner scanner(text);
  const int y = static_cast<int>(scanner.number(4));
  scanner.need("-");
  const unsigned month = scanner.number(2);
  scanner.need("-");
  const unsigned day = scanner.number(2);
  scanner.need("Tt ");
  const unsigned h = scanner.number(2);
  scanner.need(":");
  const unsigned min = scanner.number(2);
  const unsigned s = scanner.take(":") ? scanner.number(2) : 0;
  const Duration part = scanner.take(".,") ? fraction(scanner) : Duration{};
  const seconds ahead = offset(scanner);
  const std::chrono::year_month_day date{std::chrono::year(y), std::chrono::month(month), std::chrono::day(day)};
  if (!scanner.ok() || !scanner.at_end() || !date.ok() || y < kFirstYear || y > kLastYear || h > 24 || min > 59 || s > 60)
    return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch();
  return TimePoint(Duration(days) + hours(h) + minutes(min) + seconds(s) + part - ahead);
}

}  // namespace redial::doctor
