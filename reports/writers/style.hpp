// How text is shown: colour, characters, width. The choice is pure; one function looks at the terminal and the environment.
#pragma once

#include <string>
#include <string_view>

#include "reports/writers/text.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::reports {

struct Style {
  bool colour = false;  // ANSI colours
  Charset charset = Charset::ascii;
  bool live = false;  // lines may be rewritten in place
  int width = 0;      // columns; 0: unlimited
};

// What the choice depends on.
struct Terminal {
  bool is_terminal = false;
  int columns = 0;       // 0: not known
  std::string no_color;  // NO_COLOR (https://no-color.org): any text but the empty one forbids colour
  std::string term;      // TERM: "dumb" can do nothing but print
  std::string locale;    // LC_ALL, LC_CTYPE or LANG, the first that is set
};

Style choose_style(const Terminal& terminal);

// Asks about the open file `descriptor` and reads the environment.
Terminal inspect_terminal(int descriptor);

enum class Colour : unsigned char { none, bold, faint, green, red, yellow, magenta, cyan };

// `text` in `colour` if the style has colours.
std::string paint(std::string_view text, Colour colour, const Style& style);

// A verdict's sign, one column wide in Unicode, a short word in ASCII.
std::string_view mark(scenarios::Verdict verdict, const Style& style);
Colour colour_of(scenarios::Verdict verdict);

}  // namespace redial::reports
