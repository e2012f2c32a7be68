// What measured work says when it does not do what it is called: a number of nothing must not pass for one of something.
#pragma once

#include <stdexcept>

namespace redial::work {

// Ends the program, by an exception that nobody catches. `what`: what should have been so.
inline void require(bool is_so, const char* what) {
  if (!is_so) throw std::logic_error(what);
}

}  // namespace redial::work
