// A console log as a test reads it: the case, and its events and gaps as texts.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "doctor/artefacts/console_log.hpp"

namespace redial::doctor::logs {

inline Case read(const std::string& text) {
  auto one = read_console_log(text, "console.log");
  EXPECT_TRUE(one) << to_text(one.error());
  return one ? *one : Case{};
}

inline std::vector<std::string> texts(const Case& one) {
  std::vector<std::string> lines;
  for (const trace::Event& event : one.trace) lines.push_back(to_text(event, one.start));
  return lines;
}

// The events of one kind, without their times.
inline std::vector<std::string> told(const Case& one, trace::EventKind kind) {
  std::vector<std::string> lines;
  for (const trace::Event& event : one.trace)
    if (event.kind == kind) lines.push_back(to_text(event));
  return lines;
}

// Everything of a case that people could see.
inline std::string everything(const Case& one) {
  std::string all = one.source + one.sdk;
  for (const std::string& line : texts(one)) all += line + "\n";
  for (const Gap& gap : one.gaps) all += gap.where + gap.what;
  for (const SeenToken& token : one.tokens) all += token.label + token.user;
  return all;
}

inline std::string gaps(const Case& one) {
  std::string all;
  for (const Gap& gap : one.gaps) all += gap.where + ": " + gap.what + "\n";
  return all;
}

}  // namespace redial::doctor::logs
