// redial-mock-server: the mock chat server as a program. It reads the command line, starts, greets and waits for its end.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "mock_server/control/standing_server.hpp"
#include "mock_server/server/captures.hpp"
#include "mock_server/workbench/workbench.hpp"
#include "net/program_end.hpp"
#include "redial_version.hpp"

namespace {

using redial::mock_server::StandingOptions;
using redial::mock_server::StandingServer;
using redial::mock_server::TlsFiles;
using redial::mock_server::workbench::Workbench;

constexpr int kWrongUse = 2;

struct Arguments {
  StandingOptions options;
  TlsFiles tls;
  std::string capture;
  std::uint16_t page_port = 0;
  bool no_page = false;
  bool follow_input = false;
};

void describe(CLI::App& app, Arguments& arguments) {
  auto& [options, tls, capture, page_port, no_page, follow_input] = arguments;
  app.add_option("--bind", options.server.address, "IP address to listen on; nothing here is authenticated, so stay on loopback")
      ->capture_default_str();
  app.add_option("--public-host", options.server.public_host,
                 "Name or address that clients are told to dial; default: the one bound to");
  app.add_option("--app-key", options.app.app_key.value, "AppKey of the app; default: a fresh one, which is printed");
  app.add_option("--secret", options.app.secret, "Its secret; default: a fresh one, which is printed");
  app.add_option("--navigation-port", options.app.navigation_port,
                 "Port of navigation over http; 0, the default of all ports, takes a free one");
  app.add_option("--navigation-tls-port", options.app.navigation_tls_port, "Port of navigation over https");
  app.add_option("--chat-port", options.app.chat_port, "Port of the chat server over ws");
  app.add_option("--chat-tls-port", options.app.chat_tls_port, "Port of the chat server over wss");
  app.add_option("--native-port", options.app.native_port, "Port of the chat server for the native stack, over TCP");
  app.add_option("--native-tls-port", options.app.native_tls_port, "The same over TLS");
  app.add_option("--api-port", options.server.api_port, "Port of the vendor's Server API");
  app.add_option("--control-port", options.control_port, "Port of the gRPC control service");
  auto* page =
      app.add_option("--page-port", page_port, "Port of the page to look at and press buttons on; its address is printed");
  app.add_flag("--no-page", no_page, "Serve no page")->excludes(page);
  app.add_flag("--until-input-ends", follow_input, "End when standard input does, as it does when the parent process dies");
  app.add_option("--capture", capture,
                 "Folder, new, for a pcapng file of every connection, with the TLS keys, for Wireshark; they show tokens in the "
                 "clear, and only their owner can read them")
      ->type_name("DIR");
  app.add_option("--loops", options.server.loops, "Event loops, each on a thread of its own; an app lives on one of them")
      ->check(CLI::Range(1u, redial::mock_server::kMaxLoops))
      ->capture_default_str();
  app.add_option(
      "--max-connections", options.server.max_connections,
      "Chat connections that are served at a time; the next is reset. Default: as many as files may be open, less a few");
  app.add_flag("--tls-resumption", options.server.tls_resumption,
               "Let clients resume their TLS sessions; without it every handshake is a full one");
  app.add_option("--remember", options.remembered_events,
                 "Events of each app that the page, and observers who come late, are told; 0 is the fastest")
      ->capture_default_str();
  auto* certificate =
      app.add_option("--tls-cert", tls.certificate, "PEM certificate of the server; default: one by a CA made at start");
  auto* key = app.add_option("--tls-key", tls.key, "PEM key of that certificate");
  auto* ca = app.add_option("--tls-ca", tls.ca, "PEM file of the CA that clients are to trust for it");
  certificate->needs(key)->needs(ca);
  key->needs(certificate);
  ca->needs(certificate);
}

// Null if none is wanted.
redial::Result<std::unique_ptr<Workbench>> start_page(const Arguments& arguments, const std::string& control_address) {
  if (arguments.no_page) return std::unique_ptr<Workbench>();
  const auto& server = arguments.options.server;
  return Workbench::start({server.address, server.public_host, arguments.page_port, control_address});
}

int run(int argc, char** argv) {
  CLI::App app("A mock chat server that RongCloud and Nexconn SDKs can log in to.", "redial-mock-server");
  app.set_version_flag("--version", redial::kVersion);
  Arguments arguments;
  describe(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& end) {  // help and version come this way too
    return app.exit(end) == 0 ? 0 : kWrongUse;
  }
  if (!arguments.tls.certificate.empty()) arguments.options.server.tls = arguments.tls;

  const auto captures = redial::mock_server::start_captures(
      arguments.capture, std::string("redial-mock-server ") + redial::kVersion,
      [](const redial::Error& error) { std::cerr << "redial-mock-server: " + to_text(error) + "\n"; });
  if (!captures) {
    std::cerr << "redial-mock-server: " << to_text(captures.error()) << "\n";
    return kWrongUse;
  }
  arguments.options.server.captures = *captures;

  const redial::net::ProgramEnd end;  // ahead of all threads

  const auto standing = StandingServer::start(arguments.options, redial::kVersion);
  if (!standing) {
    std::cerr << "redial-mock-server: " << to_text(standing.error()) << "\n";
    return kWrongUse;
  }
  const auto page = start_page(arguments, standing->control_address());
  if (!page) {
    std::cerr << "redial-mock-server: " << to_text(page.error()) << "\n";
    return kWrongUse;
  }
  std::cout << standing->greeting() << (*page ? "page           " + (*page)->url() + "\n" : "") << std::flush;
  end.wait(arguments.follow_input);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "redial-mock-server: " << error.what() << "\n";
    return 1;
  }
}
