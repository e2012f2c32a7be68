#include <fstream>
#include <iostream>
#include <sstream>
#include "doctor/artefacts/console_log.hpp"
#include <gtest/gtest.h>
TEST(Scratch, dump) {
  const char* f = std::getenv("LOGFILE");
  if (!f) return;
  std::ifstream in(f); std::stringstream s; s << in.rdbuf();
  auto c = redial::doctor::read_console_log(s.str(), f);
  if (!c) { std::cout << to_text(c.error()) << "\n"; return; }
  std::cout << "sdk " << c->sdk << " app " << c->sight.app << " wire " << c->sight.wire << " start " << c->sight.has_start << c->sight.has_end << " began " << (c->began ? c->began->count() : 0) << "\n";
  for (auto& e : c->trace) std::cout << redial::trace::to_text(e, c->start) << "\n";
  for (auto& g : c->gaps) std::cout << "GAP " << g.where << ": " << g.what << "\n";
  for (auto& t : c->tokens) std::cout << t.label << " len " << t.text.length << " flaws " << t.text.flaws.size() << " pres " << t.presented << " for " << t.issued_for << " keys " << t.app_keys.size() << "\n";
}
