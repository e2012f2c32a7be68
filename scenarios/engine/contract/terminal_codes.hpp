// The documented connection codes after which only the app can start again. What the server says to bring them about stands in
// core/wire/status_tables.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace redial::scenarios::contract {

struct TerminalCode {
  std::int32_t code = 0;
  std::string_view meaning;
  std::string_view against;  // what another document says; empty where none does
};
std::span<const TerminalCode> terminal_codes();
bool is_terminal(std::int32_t code);

}  // namespace redial::scenarios::contract
