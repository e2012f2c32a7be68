// The table of docs/ARCHITECTURE.md, "Who may include what", as data.
#include "tests/tidy/include_table.hpp"

namespace redial::tidy {

std::span<const Library> all_libraries() {
  static const std::vector<Library> kLibraries = {
      {"threads",
       {"thread", "mutex", "shared_mutex", "condition_variable", "future", "atomic", "semaphore", "latch", "barrier",
        "stop_token"}},
      {"files", {"fstream", "filesystem", "iostream"}},
      {"POSIX",
       {"sys/", "netinet/", "arpa/", "dlfcn.h", "fcntl.h", "fnmatch.h", "linux/", "netdb.h", "poll.h", "signal.h", "spawn.h",
        "stdlib.h", "unistd.h", "csignal"}},
      {"Boost", {"boost/"}},
      {"OpenSSL", {"openssl/"}},
      {"protobuf", {"google/protobuf/"}},
      {"gRPC", {"grpc/", "grpcpp/"}},
      {"chat.proto", {"redial/chat/"}},
      {"control proto", {"redial/v1/"}},
      {"version", {"redial_version.hpp"}},
      {"yaml-cpp", {"yaml-cpp/"}},
      {"nlohmann-json", {"nlohmann/"}},
      {"pugixml", {"pugixml.hpp"}},
      {"simdjson", {"simdjson.h"}},
      {"fmt", {"fmt/"}},
      {"spdlog", {"spdlog/"}},
      {"CLI11", {"CLI/"}},
      {"SQLite", {"sqlite3.h"}},
      {"zlib", {"zlib.h"}},
      {"HdrHistogram", {"hdr_histogram.h", "hdr_histogram_log.h"}},
  };
  return kLibraries;
}

namespace {

const std::vector<Room> kRooms = {
    // The core, from the bottom up.
    {"core/base/", {}, {}},
    {"core/time/", {"core/base/"}, {}},
    {"core/wire/", {"core/base/", "core/time/"}, {}},
    {"core/fault/", {"core/base/", "core/time/", "core/wire/"}, {}},
    {"core/control/", {"core/base/", "core/time/", "core/wire/", "core/fault/", "core/trace/"}, {}},
    {"core/session/", {"core/base/", "core/time/", "core/wire/", "core/fault/", "core/control/"}, {}},
    {"core/trace/", {"core/base/", "core/time/"}, {}},
    {"payload/", {"core/"}, {"chat.proto", "protobuf", "nlohmann-json"}},
    // The edge: the only place with sockets, TLS and a clock.
    {"net/", {"core/"}, {"Boost", "OpenSSL", "POSIX", "threads", "files"}},
    {"net/calibration/", {"core/", "net/"}, {"POSIX"}},
    {"net/capture/", {"core/", "net/endpoint.hpp", "net/tcp_tap.hpp"}, {"POSIX", "threads", "files"}},
    // The mock server.
    {"mock_server/faults/", {"core/"}, {}},
    {"mock_server/chat/", {"core/", "payload/", "mock_server/faults/"}, {"nlohmann-json"}},  // the Server API speaks JSON
    {"mock_server/server/", {"core/", "payload/", "net/", "mock_server/chat/", "mock_server/faults/"}, {"threads"}},
    // What is played, and what is said about it.
    {"scenarios/engine/", {"core/"}, {}},
    {"reports/",
     {"core/", "scenarios/engine/model.hpp", "scenarios/engine/verdict.hpp", "scenarios/engine/timeline.hpp",
      "scenarios/engine/deviation.hpp", "scenarios/engine/finished.hpp", "reports/statistics/"},
     {"nlohmann-json", "pugixml", "fmt"}},
    {"reports/stored/", {"core/", "scenarios/engine/verdict.hpp", "reports/"}, {"simdjson", "zlib", "files", "POSIX", "threads"}},
    {"reports/history/", {"core/", "reports/"}, {"SQLite"}},
    {"reports/page/", {"core/", "reports/"}, {"nlohmann-json"}},
    {"reports/statistics/", {}, {}},
    // Clients under test.
    {"agent/ports/", {"core/"}, {"threads"}},
    {"agent/runner/", {"core/", "scenarios/engine/", "reports/", "agent/ports/"}, {"threads"}},
    {"agent/clients/reference/", {"core/", "payload/", "agent/ports/"}, {}},
    {"agent/clients/reference/live/",
     {"core/", "payload/", "net/", "agent/ports/", "agent/clients/reference/"},
     {"SQLite", "POSIX", "threads", "files"}},
    {"agent/clients/native/interposition/", {}, {"POSIX", "threads"}},
    {"agent/clients/native/socket_observer/", {"agent/clients/native/interposition/"}, {"POSIX", "threads"}},
    {"agent/clients/native/storage_condition/", {"agent/clients/native/interposition/"}, {"POSIX"}},
    // Both sides of the link in one process and in virtual time.
    {"sim/",
     {"core/", "payload/", "mock_server/chat/", "mock_server/faults/", "agent/ports/", "agent/runner/",
      "agent/clients/reference/"},
     {}},
    {"sim/exploration/", {"core/", "scenarios/engine/", "reports/", "mock_server/chat/", "agent/", "sim/"}, {}},
    // The doctor: from an incident to its cause.
    {"doctor/case/", {"core/", "payload/"}, {"nlohmann-json"}},
    {"doctor/artefacts/",
     {"core/", "payload/", "doctor/case/", "reports/model.hpp", "reports/stored/run_reader.hpp",
      "doctor/artefacts/capture/capture.hpp"},
     {"nlohmann-json", "zlib", "files"}},
    {"doctor/artefacts/capture/",
     {"core/", "payload/", "net/endpoint.hpp", "net/openssl_handles.hpp", "doctor/case/", "doctor/artefacts/"},
     {"OpenSSL", "zlib", "files"}},
    {"doctor/diagnosis/", {"core/", "scenarios/engine/", "doctor/case/"}, {}},
    {"doctor/reproduction/", {"core/", "scenarios/engine/", "doctor/case/", "doctor/diagnosis/"}, {}},
    {"doctor/writers/",
     {"core/", "scenarios/engine/verdict.hpp", "doctor/case/", "doctor/diagnosis/", "doctor/probe/probe.hpp", "reports/"},
     {"nlohmann-json"}},
    {"doctor/probe/", {"core/", "payload/", "net/", "doctor/case/"}, {}},
    // Load: many users at once, and what was measured.
    {"load/result/",
     {"core/", "reports/model.hpp", "reports/stored/cursor.hpp", "reports/stored/deflate.hpp",
      "reports/stored/instrument_reader.hpp", "reports/writers/json_parts.hpp"},
     {"HdrHistogram", "nlohmann-json", "simdjson"}},
    {"load/analysis/",
     {"core/", "load/result/", "reports/changes.hpp", "reports/gate.hpp", "reports/statistics/", "reports/writers/findings.hpp"},
     {}},
    {"load/spec/", {"core/", "scenarios/engine/", "load/result/model.hpp"}, {}},
    {"load/plan/", {"core/", "load/spec/"}, {}},
    {"load/crowd/",
     {"core/", "payload/", "net/", "load/spec/", "load/plan/", "load/result/", "agent/clients/reference/requests.hpp",
      "agent/clients/reference/live/chat_socket.hpp"},
     {"nlohmann-json"}},  // the Server API speaks JSON
    {"load/service/",
     {"core/", "net/clock.hpp", "control_plane/", "agent/service/grpc_client.hpp", "scenarios/engine/diagnostic.hpp", "load/"},
     {"gRPC", "control proto", "threads"}},
    {"load/conductor/",
     {"core/", "net/clock.hpp", "control_plane/", "agent/service/grpc_client.hpp", "load/"},
     {"gRPC", "control proto", "threads"}},
    {"load/writers/", {"core/", "reports/", "load/"}, {"fmt", "nlohmann-json"}},
    // The control plane: converts and carries, decides nothing.
    {"control_plane/", {"core/"}, {"gRPC", "protobuf", "control proto", "threads"}},
    {"mock_server/control/",
     {"core/", "control_plane/", "mock_server/chat/", "mock_server/server/"},
     {"gRPC", "protobuf", "control proto", "threads"}},
    {"mock_server/workbench/",
     {"core/", "net/", "mock_server/server/http_service.hpp"},
     {"gRPC", "protobuf", "control proto", "nlohmann-json", "threads"}},
    {"agent/service/", {"core/", "control_plane/", "agent/ports/"}, {"gRPC", "protobuf", "control proto", "threads"}},
    // The places that put the parts together.
    {"agent/main.cpp", {}, {}, true},
    {"mock_server/main.cpp", {}, {}, true},
    {"cli/", {}, {}, true},
    {"benchmarks/", {}, {}, true},
    {"tests/", {}, {}, true},
};

}  // namespace

std::span<const Room> all_rooms() { return kRooms; }

std::span<const Exception> all_exceptions() {
  static const std::vector<Exception> kExceptions = {
      {"scenarios/engine/yaml_tree.", "yaml-cpp"},
      // Finds and reads scenario files.
      {"scenarios/engine/library.", "files"},
      {"scenarios/engine/library.", "POSIX"},
      // Asks the terminal what it can show.
      {"reports/writers/style.", "POSIX"},
  };
  return kExceptions;
}

}  // namespace redial::tidy
