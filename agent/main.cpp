// redial-agent: the reference client behind the adapter contract. It puts factory and service together and waits for its end.
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "agent/clients/reference/live/reference_factory.hpp"
#include "agent/service/agent_service.hpp"

namespace {

// Until SIGINT or SIGTERM, or, where a parent holds our standard input as a pipe, until the parent is gone.
void wait_for_end(int signals, bool follow_input) {
  pollfd sources[2] = {{signals, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  for (char discarded[256]; poll(sources, follow_input ? 2 : 1, -1) > 0;) {
    if (sources[0].revents != 0) return;
    if (follow_input && sources[1].revents != 0 && read(STDIN_FILENO, discarded, sizeof discarded) <= 0) return;
  }
}

int run(int argc, char** argv) {
  CLI::App app("Serves Redial's reference client to a run.", "redial-agent");
  redial::agent::reference::Kind kind{.profile = "uniapp", .defect = {}};
  std::string listen = "127.0.0.1:0";
  bool follow_input = false;
  app.add_option("--profile", kind.profile, "API profile of the client")
      ->check(CLI::IsMember(redial::agent::reference::profiles()))
      ->capture_default_str();
  app.add_option("--defect", kind.defect, "Break one promise on purpose: a defect of the zoo, by its name");
  app.add_option("--listen", listen,
                 "HOST:PORT to serve on; port 0 lets the kernel choose; it is not authenticated, so stay on loopback")
      ->capture_default_str();
  app.add_flag("--until-input-ends", follow_input, "End when standard input does, as it does when the parent process dies");
  CLI11_PARSE(app, argc, argv);

  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);  // before any thread exists: all of them inherit it
  const int signals = signalfd(-1, &set, SFD_CLOEXEC);

  const auto factory = redial::agent::reference::make_reference_factory(kind);
  if (!factory) {
    std::cerr << "redial-agent: " << to_text(factory.error()) << "\n";
    return 2;
  }
  const auto service = redial::agent::AgentService::start(listen, **factory);
  if (!service) {
    std::cerr << "redial-agent: " << to_text(service.error()) << "\n";
    return 2;
  }
  std::cout << "listening " << (*service)->address() << std::endl;
  wait_for_end(signals, follow_input);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "redial-agent: " << error.what() << "\n";
    return 1;
  }
}
