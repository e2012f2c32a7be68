// redial-agent: the reference client behind the adapter contract. It puts factory and service together and waits for its end.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "agent/clients/reference/live/reference_factory.hpp"
#include "agent/service/agent_service.hpp"
#include "load/service/load_service.hpp"
#include "net/program_end.hpp"

namespace {

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

  const redial::net::ProgramEnd end;  // ahead of all threads
  const auto factory = redial::agent::reference::make_reference_factory(kind);
  if (!factory) {
    std::cerr << "redial-agent: " << to_text(factory.error()) << "\n";
    return 2;
  }
  const auto load = redial::load::LoadService::make();
  const auto service = redial::agent::AgentService::start(listen, **factory, &load->service());
  if (!service) {
    std::cerr << "redial-agent: " << to_text(service.error()) << "\n";
    return 2;
  }
  std::cout << "listening " << (*service)->address() << std::endl;
  end.wait(follow_input);
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
