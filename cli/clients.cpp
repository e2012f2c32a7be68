// From names to agents.
#include "cli/clients.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include "agent/service/remote_agent.hpp"
#include "cli/paths.hpp"
#include "net/clock.hpp"

namespace redial::cli {
namespace {

// npm may have to install a version of the SDK first, or a cold disk under load takes its time.
constexpr std::chrono::seconds kAgentStart{180};
constexpr std::string_view kNative = "native";  // the vendor's native stack, in the one version that the agent comes with
constexpr const char* kWebHosts[] = {"node", "chromium"};
constexpr std::string_view kReady = "listening ";  // what an agent prints once it serves, before its HOST:PORT

// What the official Web SDK runs in, and its version; empty: the one that the agent comes with.
struct WebClient {
  std::string host;
  std::string version;
};

bool is_version(const std::string& text) {
  const bool digits_and_dots = std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  return digits_and_dots && !text.starts_with('.') && !text.ends_with('.') && std::count(text.begin(), text.end(), '.') == 2;
}

// "web", "web:HOST" or "web:HOST@VERSION".
std::optional<WebClient> web_client(const std::string& name) {
  if (name == "web") return WebClient{"node", ""};
  for (const char* host : kWebHosts) {
    const std::string base = std::string("web:") + host;
    if (name == base) return WebClient{host, ""};
    if (name.starts_with(base + "@") && is_version(name.substr(base.size() + 1)))
      return WebClient{host, name.substr(base.size() + 1)};
  }
  return std::nullopt;
}

// The agent in agent/clients/NAME, which runs in Node.js.
std::vector<std::string> node_agent(const char* name) {
  const auto script = data_directory() / "agent" / "clients" / name / "src" / "main.js";
  return {"node", script.string(), "--listen", "127.0.0.1:0"};
}

std::vector<std::string> web_agent(const WebClient& client) {
  auto command = node_agent("web");
  command.insert(command.end(), {"--host", client.host});
  if (!client.version.empty()) command.insert(command.end(), {"--sdk", client.version});
  return command;
}

std::vector<std::string> native_agent() {
  auto command = node_agent("native");
  command.insert(command.end(), {"--socket-observer", library("libredial-socket-observer.so").string()});
  command.insert(command.end(), {"--storage-condition", library("libredial-storage-condition.so").string()});
  return command;
}

// The program that serves a client of ours; empty for an agent that somebody else started.
std::vector<std::string> program_for(const std::string& name) {
  if (const auto kind = reference_kind(name)) {
    return {program("redial-agent").string(),
            "--profile",
            kind->profile,
            "--defect",
            kind->defect,
            "--listen",
            "127.0.0.1:0",
            "--until-input-ends"};
  }
  if (const auto web = web_client(name)) return web_agent(*web);
  if (name == kNative) return native_agent();
  return {};
}

bool is_address(const std::string& name) {
  const auto colon = name.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == name.size() || name.size() - colon > 6) return false;
  return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(colon) + 1, name.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

// Where the agent listens: its own address, or what the program says once it is ready.
Result<std::string> address_of(const std::string& name, ChildProcess* program) {
  if (!program) return name;
  auto line = program->read_line(kAgentStart);
  if (!line) return line.error();
  if (!line->starts_with(kReady)) return Error{"printed \"" + *line + "\" instead of its address", "agent of client " + name, {}};
  return line->substr(kReady.size());
}

}  // namespace

std::optional<agent::reference::Kind> reference_kind(const std::string& name) {
  const auto plus = name.find('+');
  const auto base = name.substr(0, plus);
  const std::string defect = plus == name.npos ? "" : name.substr(plus + 1);
  if (base == "reference") return agent::reference::Kind{"uniapp", defect};
  constexpr std::string_view kPrefix = "reference:";
  if (!base.starts_with(kPrefix)) return std::nullopt;
  return agent::reference::Kind{base.substr(kPrefix.size()), defect};
}

std::vector<std::string> reference_names() {
  std::vector<std::string> names{"reference"};
  for (const std::string& profile : agent::reference::profiles()) names.push_back("reference:" + profile);
  return names;
}

std::vector<std::string> client_names() {
  auto names = reference_names();
  names.emplace_back("web");
  for (const char* host : kWebHosts) names.push_back(std::string("web:") + host);
  names.emplace_back(kNative);
  return names;
}

std::optional<std::string> native_is_missing() {
  utsname system{};
  uname(&system);
  const std::string_view machine = system.machine;
  const std::string_view arch = machine == "x86_64" ? "x64" : machine == "aarch64" ? "arm64" : "";
  if (arch.empty()) return "its addon is for Linux on x64 and arm64, and this machine is " + std::string(machine);
  const auto addon = data_directory() / "agent" / "clients" / "node_modules" / "@rongcloud" / "electron" / "binding" /
                     ("electron-linux-" + std::string(arch) + ".node");
  if (!std::filesystem::exists(addon)) return addon.string() + " is not installed; run npm ci in agent/clients";
  return std::nullopt;
}

std::vector<std::string> default_clients() {
  std::vector<std::string> clients{"reference", "web", "native"};
  if (const auto why = native_is_missing()) {
    std::cerr << "redial: client native is left out: " << *why << "\n";
    clients.pop_back();
  }
  return clients;
}

Result<Done> check_client_name(const std::string& name) {
  if (const auto kind = reference_kind(name)) return agent::reference::check(*kind);
  if (!program_for(name).empty() || is_address(name)) return Done{};
  if (name.starts_with("web"))
    return Error{"\"" + name + "\" is no Web client", "--client",
                 "use web, web:node or web:chromium, with @VERSION such as @5.36.7"};
  if (name.starts_with(kNative))
    return Error{"\"" + name + "\" is no native client", "--client", "use native: it comes in one version and has one host"};
  return Error{"\"" + name + "\" is no client", "--client",
               "use reference, reference:PROFILE (with +DEFECT to break a promise), web, native, or the HOST:PORT of an agent"};
}

Result<std::vector<ClientUnderTest>> start_clients(const std::vector<std::string>& names) {
  std::vector<ClientUnderTest> clients(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {  // all are started before the first is waited for
    const auto command = program_for(names[i]);
    if (command.empty()) continue;
    auto child = ChildProcess::start(command);
    if (!child) return child.error();
    clients[i].program = std::move(*child);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto address = address_of(names[i], clients[i].program.get());
    if (!address) return address.error();
    auto agent = std::make_shared<agent::RemoteAgent>(*address, agent::LocalClock{net::now, net::clock_id()});
    auto description = agent->describe();
    if (!description) return description.error();
    clients[i].contender = {std::move(agent), std::move(*description)};
  }
  return clients;
}

}  // namespace redial::cli
