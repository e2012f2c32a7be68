// redial-peer-client: logs in to a server on loopback, as often as asked, and prints one line of JSON. It judges nothing.
#include <arpa/inet.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <string>

#include "benchmarks/peers/client/courses.hpp"
#include "benchmarks/peers/client/requests.hpp"

namespace {

using namespace redial::peers;
using std::chrono::milliseconds;

constexpr int kFailed = 1, kNotOffered = 4;
constexpr std::size_t kDefaultUsers = 20'000;
constexpr std::size_t kDescriptorsKept = 64;  // for what is no login

struct Arguments {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::uint32_t sources = 1;
  Dialect dialect = Dialect::websocket;
  std::string tls = "none";
  std::string app_key = "bench-key";
  std::string tokens;
  std::vector<pid_t> servers;
  int warm_up_ms = 300, measured_ms = 2000, patience_ms = 10'000;
  std::size_t in_flight = 64;
  std::uint64_t at_least = 0;
  std::size_t sessions = 1000;
  std::size_t most = 15'000;
  double rate = 1000;
  bool by_server = false;
};

void describe(CLI::App& app, Arguments& given) {
  app.add_option("--host", given.host, "Address of the server")->capture_default_str();
  app.add_option("--port", given.port, "Its port")->required();
  app.add_option("--sources", given.sources, "Addresses from 127.0.0.1 on to dial from")->capture_default_str();
  app.add_option("--dialect", given.dialect, "websocket or mqtt")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Dialect>{{"websocket", Dialect::websocket}, {"mqtt", Dialect::mqtt}}));
  app.add_option("--tls", given.tls, "none, full or resumed")->check(CLI::IsMember({"none", "full", "resumed"}));
  app.add_option("--app-key", given.app_key, "AppKey of the tokens");
  app.add_option("--tokens", given.tokens, "File with one token a line, each of another user; default: made-up ones");
  app.add_option("--server-pid", given.servers, "Processes whose CPU time is told");
  app.add_option("--patience", given.patience_ms, "Milliseconds until a login is late")->capture_default_str();
  app.require_subcommand(1);
  auto* closed = app.add_subcommand("closed", "One login after the other, a number of them at the same time");
  closed->add_option("--in-flight", given.in_flight, "That number")->capture_default_str();
  closed->add_option("--at-least", given.at_least, "Logins until which it goes on, whatever the time");
  auto* open = app.add_subcommand("open", "Logins at a rate that does not wait for answers");
  open->add_option("--rate", given.rate, "Logins per second")->required();
  open->add_option("--most", given.most, "Logins under way at the same time, at most")->capture_default_str();
  for (auto* course : {closed, open}) {
    course->add_option("--warm-up", given.warm_up_ms, "Milliseconds that do not count")->capture_default_str();
    course->add_option("--for", given.measured_ms, "Milliseconds that count")->capture_default_str();
  }
  auto* hold = app.add_subcommand("hold", "Sessions held until stdin ends");
  auto* storm = app.add_subcommand("storm", "Sessions dropped all together, and all logged in again");
  for (auto* course : {hold, storm}) course->add_option("--sessions", given.sessions, "How many")->capture_default_str();
  storm->add_flag("--dropped-by-server", given.by_server, "Wait for the server to do it");
}

bool raise_descriptors(std::size_t wanted) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur >= wanted + kDescriptorsKept;
}

std::size_t slots_for(const CLI::App& app, const Arguments& given) {
  if (app.got_subcommand("closed")) return given.in_flight;
  return app.got_subcommand("open") ? given.most : given.sessions;
}

nlohmann::json run_course(const CLI::App& app, const Arguments& given, const Plan& plan, Crowd& crowd) {
  if (app.got_subcommand("closed")) return run_closed(crowd, plan);
  if (app.got_subcommand("open")) return run_open(crowd, plan, given.rate);
  return app.got_subcommand("hold") ? run_hold(crowd, plan) : run_storm(crowd, plan, given.by_server);
}

int fail(const std::string& why) {
  std::cerr << "redial-peer-client: " << why << "\n";
  return kFailed;
}

int run(const CLI::App& app, const Arguments& given) {
  Target target{.dialect = given.dialect, .sources = given.sources};
  target.address.sin_family = AF_INET;
  target.address.sin_port = htons(given.port);
  if (inet_pton(AF_INET, given.host.c_str(), &target.address.sin_addr) != 1) return fail(given.host + " is no IPv4 address");
  const TlsClient tls(given.tls == "resumed");
  if (given.tls != "none") target.tls = &tls;

  redial::Result<std::vector<std::string>> tokens = made_up_tokens(kDefaultUsers);
  if (!given.tokens.empty()) tokens = read_tokens(given.tokens);
  if (!tokens) return fail(to_text(tokens.error()));
  const auto requests = make_requests(given.dialect, given.app_key, *tokens);

  const std::size_t slots = slots_for(app, given);
  if (!raise_descriptors(slots)) return fail("too few descriptors for " + std::to_string(slots) + " logins; raise ulimit -n");
  const Plan plan{milliseconds(given.warm_up_ms), milliseconds(given.measured_ms), given.at_least,
                  milliseconds(given.patience_ms), given.servers};
  Crowd crowd(target, requests, slots);
  if (given.tls == "resumed") {
    if (!log_in_once(crowd, plan)) return fail("the first login failed");
    if (!tls.has_ticket()) {
      std::cout << R"({"not_offered":true})" << std::endl;
      return kNotOffered;
    }
  }
  std::cout << run_course(app, given, plan, crowd).dump() << std::endl;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Logs in to a chat server or an MQTT broker on loopback, and counts.", "redial-peer-client");
  Arguments given;
  try {
    describe(app, given);
    CLI11_PARSE(app, argc, argv);
    return run(app, given);
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}
