// Whatever a Server API answers: no crash, and a list holds no more users than its text has room for.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "doctor/case/api_answer.hpp"
#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto answer = redial::doctor::read_api_answer({reinterpret_cast<const char*>(data), size});
  redial::require(!answer.code || *answer.code >= 0);
  redial::require(!answer.users || answer.users->size() <= size);
  return 0;
}
