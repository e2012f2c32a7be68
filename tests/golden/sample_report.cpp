// Built by hand, result by result.
#include "tests/golden/sample_report.hpp"

#include <chrono>
#include <utility>

#include "reports/crashes.hpp"
#include "reports/differences.hpp"
#include "reports/reconnects.hpp"
#include "reports/summarise.hpp"

namespace redial::reports {
namespace {

using scenarios::Verdict;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using Kind = trace::EventKind;
using Lane = trace::Lane;
using Status = trace::ConnectionStatus;

// The run does not begin at the clock's origin.
constexpr TimePoint kOrigin{std::chrono::hours(100)};

const control::ClientDescription kWeb{"rongcloud-web", "5.38.0", "web", "node v20.20.2", {"send"}, "boot-1"};
const control::ClientDescription kOlderWeb{"rongcloud-web", "5.36.7", "web", "chromium 156.0.8078.79", {"send"}, "boot-1"};
const control::ClientDescription kReference{"redial-reference", "0.1.0", "uniapp", "linux x86_64", {"send"}, "boot-1"};
const control::ClientDescription kNative{"rongcloud-native",
                                         "5.46.1",
                                         "native",
                                         "node v20.20.2 linux-x64",
                                         {"wire-events"},
                                         "boot-1",
                                         "electron-linux-x64.node sha256 f7d3"};

class TraceOf {
 public:
  explicit TraceOf(std::string client) : client_(std::move(client)) {}

  trace::Event& add(int us, Lane lane, Kind kind, std::string name = "") {
    trace::Event& event = events.emplace_back();
    event.at = kOrigin + microseconds(us);
    event.sequence = events.size();
    event.lane = lane;
    event.kind = kind;
    if (lane == Lane::app || lane == Lane::wire) event.client = client_;
    event.name = std::move(name);
    return event;
  }
  void wire(int us, Kind kind, unsigned epoch) { add(us, Lane::wire, kind).epoch = Epoch{epoch}; }
  void status(int us, Status status) { add(us, Lane::app, Kind::status).status = status; }
  void connects(int us, unsigned epoch) {
    wire(us, Kind::dial, epoch);
    wire(us + 1'500, Kind::socket_opened, epoch);
    trace::Event& login = add(us + 2'000, Lane::server, Kind::server_login);
    login.epoch = Epoch{epoch};
    login.code = 0;
    login.user = "u1";
    login.token = "good";
    login.detail = "valid";
    status(us + 3'141, Status::connected);
  }

  std::vector<trace::Event> events;

 private:
  std::string client_;
};

ScenarioResult result(std::string scenario, const control::ClientDescription& client, int ms) {
  ScenarioResult result;
  result.file = "scenarios/library/" + scenario + ".yaml";
  result.scenario = std::move(scenario);
  result.client = client;
  result.duration = milliseconds(ms);
  result.started_at = kOrigin;
  return result;
}

scenarios::Check kept(std::string id, std::string rule) { return {std::move(id), std::move(rule), Verdict::pass, "", "", {}}; }

std::vector<trace::Event> good_login() {
  TraceOf trace("alice");
  trace::Event& call = trace.add(120, Lane::app, Kind::call, "connect");
  call.call = CallId{1};
  call.token = "good";
  trace.connects(500, 1);
  trace::Event& result = trace.add(3'700, Lane::app, Kind::result, "connect");
  result.call = CallId{1};
  result.code = 0;
  result.user = "u1";
  result.via = "promise";
  return trace.events;
}

ScenarioResult passed(const control::ClientDescription& client) {
  ScenarioResult good = result("connect/good-token", client, 12);
  good.shows = "A good token logs in and gives the user id.";
  good.sources = {"https://docs.rongcloud.cn/android-imlib/connection/connect"};
  good.tags = {"smoke"};
  good.checks = {kept("expect-1", "the user id of connect #1 is u1"),
                 kept("one-result", "exactly one result per accepted connect")};
  good.trace = good_login();
  return good;
}

// A terminal's escapes, characters that XML forbids, markup, bytes that are no UTF-8, and text in other scripts.
ScenarioResult failed() {
  ScenarioResult bad = result("token/expired", kWeb, 5'003);
  bad.shows = "An expired token is refused with 31004, \"<once>\" & for all.";
  bad.checks = {
      kept("one-result", "exactly one result per accepted connect"),
      {"expect-1",
       "the code of connect #1 is 31004",
       Verdict::fail,
       "the code was 31020: \x1b[31mtoken\x1b[0m \x01 <expired> & \"done\" ]]> \xff 你好 a rather long sentence that has to be "
       "wrapped on a narrow terminal",
       "https://docs.rongcloud.io/web-imlib/code",
       {5, 6}},
      {"no-callback-after-refusal",
       "no callback after a refused call",
       Verdict::known,
       "a callback fired",
       "https://docs.rongcloud.io/web-imlib/code",
       {},
       scenarios::Severity::must,
       false,
       "tracked as example-7"},
      {"expect-2", "never dial, after status token-incorrect", Verdict::fail, "", "", {}}};
  bad.verdict = Verdict::fail;
  TraceOf trace("alice");
  trace.add(0, Lane::run, Kind::run_started);
  trace.add(10, Lane::run, Kind::step_started).detail = "connect alice with token expired";
  trace.add(120, Lane::app, Kind::call, "connect").token = "expired";
  trace.wire(500, Kind::dial, 1);
  trace::Event& refused = trace.add(900, Lane::app, Kind::result, "connect");
  refused.code = 31020;
  refused.via = "promise";
  refused.detail = "\x1b]0;title\x07";
  refused.nesting = 1;
  refused.thread = "main";
  trace.status(950, Status::token_incorrect);
  trace.add(5'000'000, Lane::fault, Kind::fault_cleared, "fault-1");
  trace.add(5'003'000, Lane::run, Kind::run_ended);
  bad.trace = trace.events;
  return bad;
}

// The same scenario as failed(), by an SDK that keeps the promise.
ScenarioResult kept_by_older() {
  ScenarioResult good = result("token/expired", kOlderWeb, 5'001);
  good.checks = {kept("one-result", "exactly one result per accepted connect"),
                 kept("expect-1", "the code of connect #1 is 31004")};
  TraceOf trace("alice");
  trace.status(800, Status::connecting);
  trace::Event& refused = trace.add(900, Lane::app, Kind::result, "connect");
  refused.code = 31004;
  refused.via = "promise";
  trace.status(950, Status::token_incorrect);
  good.trace = trace.events;
  return good;
}

ScenarioResult known() {
  ScenarioResult known = result("network/reset", kWeb, 5'210);
  known.checks = {{"reconnects-by-itself",
                   "the SDK reconnects by itself after a drop",
                   Verdict::known,
                   "no attempt within 10 s of the loss",
                   "https://docs.rongcloud.cn/web-imlib/connection/connect",
                   {4},
                   scenarios::Severity::must,
                   false,
                   "the first attempt comes 5 s late in 5.38.0"}};
  known.verdict = Verdict::known;
  TraceOf trace("alice");
  trace.connects(500, 1);
  trace::Event& fault = trace.add(20'000, Lane::fault, Kind::fault_fired, "fault-1");
  fault.detail = "reset";
  fault.epoch = Epoch{1};
  trace.wire(21'250, Kind::socket_closed, 1);
  trace.status(21'400, Status::suspended);
  trace.wire(5'021'400, Kind::navigation_requested, 0);
  trace.wire(5'024'000, Kind::navigation_answered, 0);
  trace.connects(5'024'100, 2);
  known.trace = trace.events;
  known.reconnects = find_reconnects(known.trace);
  return known;
}

ScenarioResult reconnected() {
  ScenarioResult quick = result("network/reset", kReference, 180);
  TraceOf trace("alice");
  trace.connects(500, 1);
  trace.wire(20'000, Kind::socket_closed, 1);
  trace.wire(70'000, Kind::dial, 2);
  trace.wire(70'400, Kind::socket_failed, 2);
  trace.connects(320'400, 3);
  quick.trace = trace.events;
  quick.reconnects = find_reconnects(quick.trace);
  return quick;
}

ScenarioResult inconclusive() {
  ScenarioResult lost =
      result("kick/a-name-that-is-so-long-that-no-table-can-show-all-of-it-beside-two-clients (tls)", kReference, 900);
  lost.verdict = Verdict::inconclusive;
  lost.reason = "the agent is gone: connection refused";
  lost.outcome = {scenarios::Finished::How::inconclusive, lost.reason};
  lost.checks = {{"expect-1", "status kicked within 2 s", Verdict::inconclusive, "woken 2.3 s late", "", {}}};
  lost.dropped_events = 3;
  return lost;
}

ScenarioResult crashed() {
  ScenarioResult dead = result("connect/good-token", kNative, 40);
  dead.verdict = Verdict::inconclusive;
  dead.reason = "the client crashed (SIGSEGV)";
  dead.outcome = {scenarios::Finished::How::crashed, dead.reason};
  dead.checks = {kept("one-result", "exactly one result per accepted connect"),
                 {"client-crashed",
                  "the client lives until the play is over",
                  Verdict::inconclusive,
                  "SIGSEGV; the steps behind it were not played",
                  "",
                  {5}}};
  TraceOf trace("alice");
  trace.connects(500, 1);
  trace.add(39'000, Lane::app, Kind::client_crashed).detail = "SIGSEGV";
  trace.add(40'000, Lane::run, Kind::run_ended).detail = dead.reason;
  dead.trace = trace.events;
  dead.crashes = find_crashes(dead.trace);
  return dead;
}

// Kicked as kWeb in warned(), in the words of another API.
ScenarioResult kicked() {
  ScenarioResult good = result("kick/newer-login", kNative, 290);
  TraceOf trace("alice");
  trace.connects(500, 1);
  trace.add(600, Lane::app, Kind::database_opened).code = 0;
  trace.status(900, Status::kicked);
  good.trace = trace.events;
  return good;
}

ScenarioResult warned() {
  ScenarioResult warned = result("kick/newer-login", kWeb, 310);
  warned.verdict = Verdict::warning;
  warned.checks = {{"kick-is-not-suspended",
                    "a kick is told as an end",
                    Verdict::warning,
                    "the kick was told as suspended",
                    "API documents; against it the help page",
                    {2},
                    scenarios::Severity::advisory}};
  TraceOf trace("alice");
  trace.connects(500, 1);
  trace.status(900, Status::suspended);
  warned.trace = trace.events;
  return warned;
}

// Forty plays, each of which was back after so many milliseconds and then some.
void add_reconnects(Report& report, int from_ms) {
  for (int i = 0; i < 40; ++i) {
    ScenarioResult& play = report.results.emplace_back(reconnected());
    play.reconnects = {{"alice", kOrigin, milliseconds(from_ms + i), 1, {{"dial", milliseconds(i % 7)}}}};
  }
}

std::vector<Calibration> sample_calibrations() {
  const auto known = [](int ms, std::size_t count, int us) {
    return Calibration{
        CalibrationMethod::known_delay,
        milliseconds(ms),
        {count, microseconds(us / 2), microseconds(us), microseconds(2 * us), microseconds(3 * us), milliseconds(1)}};
  };
  return {known(0, 200, 30),
          known(50, 20, 70),
          {CalibrationMethod::kernel_timestamps,
           {},
           {200, microseconds(9), microseconds(20), microseconds(35), microseconds(80), microseconds(190)}}};
}

}  // namespace

Report sample_report() {
  Report report;
  report.redial_version = "0.1.0";
  report.redial_commit = "0123abc";
  report.started_at = "2026-11-21T23:00:00Z";
  report.seed = 18'446'744'073'709'551'615u;
  report.machine = {"Debian GNU/Linux 12", "A CPU <fast> & small", 2};
  report.duration = milliseconds(12'345);
  report.lag = {1'234, microseconds(10), microseconds(60), microseconds(310), microseconds(900), microseconds(2'400)};
  report.calibrations = sample_calibrations();
  report.results = {passed(kWeb),   passed(kReference), failed(),        known(),   reconnected(),
                    inconclusive(), warned(),           kept_by_older(), crashed(), kicked()};
  for (const auto& [scenario, verdict] :
       {std::pair("duplicate/repeated", Verdict::pass), std::pair("duplicate/repeated", Verdict::pass),
        std::pair("duplicate/repeated", Verdict::known), std::pair("duplicate/elsewhere", Verdict::known)}) {
    report.results.push_back(result(scenario, kReference, 40));
    report.results.back().verdict = verdict;
    report.results.back().checks = {{"expect-1", "connect twice", verdict, "", "", {}}};
    if (verdict == Verdict::known) report.results.back().checks.front().evidence = "once in a while two results";
  }
  report.stale = {{"rongcloud-web", "appkey/foreign", "expect-2", "scenarios/known_deviations.yaml:12"}};
  report.summary = summarise(report.results);
  report.latencies = latencies(report.results);
  report.crashes = crashes(report.results);
  report.differences = differences(report.results);
  return report;
}

SamplePair sample_pair() {
  SamplePair pair{sample_report(), sample_report()};
  pair.base.results.erase(pair.base.results.begin());
  for (ScenarioResult& result : pair.base.results) {
    if (result.scenario == "token/expired") result.verdict = Verdict::pass, result.checks.clear();
    if (result.client.name == kWeb.name) result.client.version = result.client.version == "5.38.0" ? "5.37.1" : "5.36.7";
  }
  pair.candidate.machine.cores = 8;
  add_reconnects(pair.base, 100);
  add_reconnects(pair.candidate, 130);
  return pair;
}

}  // namespace redial::reports
