// A probe of the mock server, whose report and case are searched for secrets whatever the test is about.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "doctor/probe/probe.hpp"
#include "net/clock.hpp"
#include "tests/loopback/mock_server_fixture.hpp"

namespace redial::testing {

class ProbeFixture : public MockServerFixture {
 protected:
  static constexpr Duration kStageLimit = std::chrono::milliseconds(300);

  doctor::ProbeOptions options(const std::string& token_text) {
    doctor::ProbeOptions options;
    options.app_key = app.app_key;
    options.token = Token(token_text);
    options.navigators = {app.navigation_url};
    options.trusted_ca = server->ca_file();
    options.stage_limit = kStageLimit;
    return options;
  }
  doctor::ProbeOptions over_tls(const std::string& token_text) {
    doctor::ProbeOptions asked = options(token_text);
    asked.navigators = {app.navigation_tls_url};
    return asked;
  }
  doctor::Probed probe(const doctor::ProbeOptions& asked) {
    const TimePoint start = net::now();
    auto probed = doctor::probe(asked);
    EXPECT_LT(net::now() - start, std::chrono::seconds(2));
    if (!probed) {
      ADD_FAILURE() << to_text(probed.error());
      return {};
    }
    hold_no_secret(*probed, asked);
    return *std::move(probed);
  }

  // "name resolution +", "TCP -": the stages, and whether they were passed.
  static std::vector<std::string> course(const doctor::Probed& probed) {
    std::vector<std::string> stages;
    for (const doctor::StageReport& stage : probed.stages) stages.push_back(stage.stage + (stage.passed ? " +" : " -"));
    return stages;
  }
  static std::string summary(const doctor::Probed& probed) { return probed.stages.empty() ? "" : probed.stages.back().summary; }
  // Events as text, without time, lane and client.
  static std::vector<std::string> told(const doctor::Probed& probed) {
    std::vector<std::string> events;
    for (const trace::Event& event : probed.incident.trace) events.push_back(trace::to_text(event));
    return events;
  }
  static const trace::Event* find(const doctor::Probed& probed, trace::EventKind kind) {
    for (const trace::Event& event : probed.incident.trace)
      if (event.kind == kind) return &event;
    return nullptr;
  }
  // The one event of its kind.
  static trace::Event only(const doctor::Probed& probed, trace::EventKind kind) {
    std::vector<trace::Event> found;
    for (const trace::Event& event : probed.incident.trace)
      if (event.kind == kind) found.push_back(event);
    EXPECT_EQ(found.size(), 1u) << trace::describe(kind).name;
    return found.empty() ? trace::Event{} : found.front();
  }
  static std::string all_text(const doctor::Probed& probed) {
    std::string text;
    for (const doctor::StageReport& stage : probed.stages) {
      text += stage.stage + "\n" + stage.where + "\n" + stage.summary + "\n";
      for (const auto* lines : {&stage.sent, &stage.received})
        for (const std::string& line : *lines) text += line + "\n";
    }
    for (const trace::Event& event : probed.incident.trace) text += trace::to_text(event) + "\n" + event.frame.bytes + "\n";
    for (const doctor::Gap& gap : probed.incident.gaps) text += gap.where + "\n" + gap.what + "\n";
    for (const doctor::SeenAppKey& key : probed.incident.app_keys) text += key.hint + "\n";
    return text + probed.incident.source + "\n" + probed.incident.sdk;
  }

 private:
  void hold_no_secret(const doctor::Probed& probed, const doctor::ProbeOptions& asked) {
    const std::string text = all_text(probed);
    const std::string opaque = asked.token.value.substr(0, asked.token.value.find('@'));
    std::vector<std::string> secrets{opaque, payload::to_form({{"", opaque}}).substr(1), asked.app_key.value, app.secret};
    if (opaque.size() > 16) secrets.push_back(opaque.substr(0, 16));
    if (asked.server_api) secrets.push_back(asked.server_api->secret);
    for (const std::string& secret : secrets) {
      if (secret.size() < 6) continue;  // a word of its own too often
      EXPECT_EQ(text.find(secret), std::string::npos) << text;
    }
  }
};

}  // namespace redial::testing
