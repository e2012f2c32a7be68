// Colours are the eight basic ones, so that a terminal's own theme decides how they look.
#include "reports/writers/style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <initializer_list>

namespace redial::reports {
namespace {

constexpr int kDefaultColumns = 80;

std::string first_set(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);
    if (value && *value) return value;
  }
  return {};
}

bool names_utf8(std::string locale) {
  std::transform(locale.begin(), locale.end(), locale.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
}

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::none:
      return "";
    case Colour::bold:
      return "1";
    case Colour::faint:
      return "2";
    case Colour::green:
      return "32";
    case Colour::red:
      return "31";
    case Colour::yellow:
      return "33";
    case Colour::magenta:
      return "35";
    case Colour::cyan:
      return "36";
  }
  return "";
}

}  // namespace

Style choose_style(const Terminal& terminal) {
  const bool capable = terminal.is_terminal && terminal.term != "dumb";
  const int columns = terminal.columns > 0 ? terminal.columns : kDefaultColumns;
  return {.colour = capable && terminal.no_color.empty(),
          .charset = names_utf8(terminal.locale) ? Charset::unicode : Charset::ascii,
          .live = capable,
          .width = terminal.is_terminal ? columns : 0};
}

Terminal inspect_terminal(int descriptor) {
  Terminal terminal{.is_terminal = ::isatty(descriptor) == 1,
                    .columns = 0,
                    .no_color = first_set({"NO_COLOR"}),
                    .term = first_set({"TERM"}),
                    .locale = first_set({"LC_ALL", "LC_CTYPE", "LANG"})};
  winsize size{};
  if (terminal.is_terminal && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0) terminal.columns = size.ws_col;
  return terminal;
}

std::string paint(std::string_view text, Colour colour, const Style& style) {
  if (!style.colour || colour == Colour::none) return std::string(text);
  return "\x1b[" + std::string(code_of(colour)) + "m" + std::string(text) + "\x1b[0m";
}

std::string_view mark(scenarios::Verdict verdict, const Style& style) {
  const bool unicode = style.charset == Charset::unicode;
  switch (verdict) {
    case scenarios::Verdict::pass:
      return unicode ? "✓" : "ok";
    case scenarios::Verdict::fail:
      return unicode ? "✗" : "FAIL";
    case scenarios::Verdict::known:
      return "~";
    case scenarios::Verdict::inconclusive:
      return "?";
    case scenarios::Verdict::warning:
      return "!";
  }
  return "";
}

Colour colour_of(scenarios::Verdict verdict) {
  switch (verdict) {
    case scenarios::Verdict::pass:
      return Colour::green;
    case scenarios::Verdict::fail:
      return Colour::red;
    case scenarios::Verdict::known:
      return Colour::yellow;
    case scenarios::Verdict::inconclusive:
      return Colour::magenta;
    case scenarios::Verdict::warning:
      return Colour::cyan;
  }
  return Colour::none;
}

}  // namespace redial::reports
