// The table of banned calls, and a search for whole words.
#include "tests/tidy/call_rule.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace redial::tidy {
namespace {

struct BannedCall {
  std::string_view text;
  std::string_view instead;
  std::vector<std::string_view> allowed_in;  // beginnings of paths
};

const std::vector<BannedCall>& banned_calls() {
  static const std::vector<BannedCall> kCalls = {
      {"system_clock::now", "take the time from whoever calls you; net/clock.hpp reads it", {"net/clock."}},
      {"steady_clock::now", "take the time from whoever calls you; net/clock.hpp reads it", {"net/clock."}},
      {"high_resolution_clock::now", "take the time from whoever calls you; net/clock.hpp reads it", {}},
      {"clock_gettime",
       "take the time from whoever calls you; net/clock.hpp reads it",
       {"net/clock.", "agent/clients/native/socket_observer/", "tests/loopback/socket_observer/"}},
      {"gettimeofday", "take the time from whoever calls you; net/clock.hpp reads it", {}},
      {"sleep_for", "ask for a timer and go on when it fires", {}},
      {"sleep_until", "ask for a timer and go on when it fires", {}},
      {"usleep", "ask for a timer and go on when it fires", {}},
      {"this_thread", "do not depend on which thread runs you", {"net/"}},
      {"random_device", "take a seeded redial::Random (core/time/random.hpp)", {}},
      {"mt19937", "take a seeded redial::Random (core/time/random.hpp)", {}},
      {"rand", "take a seeded redial::Random (core/time/random.hpp)", {}},
      {"getenv",
       "make it an option of the command",
       {"reports/writers/style.", "cli/secret_text.", "agent/clients/native/socket_observer/",
        "agent/clients/native/storage_condition/", "tests/golden/", "tests/loopback/socket_observer/",
        "tests/loopback/storage_condition/", "tests/unit/scenarios/published."}},
  };
  return kCalls;
}

bool is_word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool has_word(std::string_view line, std::string_view word) {
  for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || !is_word_character(line[at - 1]);
    if (begins && (end == line.size() || !is_word_character(line[end]))) return true;
  }
  return false;
}

}  // namespace

Findings check_calls(const SourceFile& file) {
  Findings findings;
  for (const BannedCall& call : banned_calls()) {
    if (std::ranges::any_of(call.allowed_in, [&](auto path) { return file.path.starts_with(path); })) continue;
    for (std::size_t i = 0; i < file.code.size(); ++i) {
      if (file.code[i].starts_with('#') || !has_word(file.code[i], call.text)) continue;
      findings.push_back(place(file, i) + " uses " + std::string(call.text) + ": " + std::string(call.instead));
    }
  }
  return findings;
}

}  // namespace redial::tidy
