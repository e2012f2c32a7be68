// What an agent can be asked to do with a client under test, as data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/names.hpp"
#include "core/control/device_event.hpp"
#include "core/time/compressed_clock.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"

namespace redial::control {

// What an agent says of the client it drives.
struct ClientDescription {
  std::string name;                       // "rongcloud-web", "redial-reference"
  std::string version;                    // the SDK's version
  std::string profile;                    // one of kApiProfiles; decides which contract rules hold
  std::string host;                       // "node v20.20.2", "linux x86_64"
  std::vector<std::string> capabilities;  // closed list: docs/ADAPTERS.md
  std::string clock_id;                   // equal ids: the agent's times are on the same clock as the runner's
  std::string artifact;  // what was run, to the byte: "electron-linux-x64.node sha256 f7d3…"; empty if not known
};

// The shapes of API that clients have. Web: a promise and connection events; Nexconn's Web API is that under other names, with
// isOk beside the code. Uni-app: a return code, then callbacks; the native SDKs have a time limit and callbacks, no return code.
inline constexpr std::string_view kApiProfiles[] = {"web", "nexconn-web", "uniapp", "native"};

// After how many unanswered pings in a row a client reconnects. Source: iOS header RCInitOption.h, heartbeatLevel.
inline constexpr std::uint32_t kMinHeartbeatLevel = 2, kMaxHeartbeatLevel = 6;
inline constexpr std::uint32_t kDefaultHeartbeatLevel = 6;

struct CreateClient {
  std::string name;  // the scenario's name for it
  AppKey app_key;
  std::vector<std::string> navigators;
  std::string ca_file;                           // PEM of the mock server's CA; empty without TLS
  bool initialised = true;                       // false: the app does not call the SDK's init before Initialise
  std::optional<CompressedClock> clock;          // the run's, which the client is to live by; absent: the machine's
  std::optional<std::uint32_t> heartbeat_level;  // kMinHeartbeatLevel to kMaxHeartbeatLevel; absent: the API's own
};
struct Initialise {};  // of a client that was created without
struct RegisterListeners {};
struct Connect {
  CallId call;
  Token token;
  TokenLabel label;
  Duration timeout{};         // uniapp, native: whole seconds, <= 0 keeps trying; others: not used
  bool with_callback = true;  // uniapp: pass the callback argument
};
struct Disconnect {
  CallId call;
};
struct SendText {
  CallId call;
  UserId to;
  std::string text;
};
struct DestroyClient {
  CallId call;
};

// What an app can do inside one of its callbacks, or several times in one turn of its event loop.
using ApiCall = std::variant<Connect, Disconnect, SendText, DestroyClient>;

// One after the other in a single turn of the client's event loop: nothing of the client runs in between.
struct CallTogether {
  std::vector<ApiCall> calls;  // two or more
};

// The next time the client tells the app this, the app makes the call inside that callback. Once.
struct CallInCallback {
  trace::EventKind told = trace::EventKind::status;  // status, result (of connect), database_opened or message
  std::optional<trace::ConnectionStatus> status;     // of status
  std::optional<std::int32_t> code;                  // of status, result and database_opened
  ApiCall call;
};

// The device's system tells the app, and so the client.
struct TellDeviceEvent {
  DeviceEvent event{};
};

// The app's process is killed, as a phone's system does, and started again on the same data: the client is created and
// initialised again, without listeners and without a connect. Calls and epochs count on.
struct RestartApp {};

// How the directory behaves that a client has its data in.
enum class StorageCondition : std::uint8_t {
  intact,
  read_only,  // until changed: nothing in it can be written (EROFS)
  full,       // until changed: nothing in it can be made or grow (ENOSPC)
  corrupt,    // done once: its databases are overwritten with garbage
  missing,    // done once: its databases are deleted
};
inline constexpr Named<StorageCondition> kStorageConditionNames[] = {{StorageCondition::intact, "intact"},
                                                                     {StorageCondition::read_only, "read-only"},
                                                                     {StorageCondition::full, "full"},
                                                                     {StorageCondition::corrupt, "corrupt"},
                                                                     {StorageCondition::missing, "missing"}};
constexpr std::string_view to_name(StorageCondition condition) { return name_of(kStorageConditionNames, condition); }

// Refused where there is no database to overwrite or delete.
struct SetStorage {
  StorageCondition condition = StorageCondition::intact;
};

using ClientCommand = std::variant<Initialise, RegisterListeners, Connect, Disconnect, SendText, DestroyClient, CallTogether,
                                   CallInCallback, TellDeviceEvent, RestartApp, SetStorage>;

// What the API call gave back at once. No code: a promise, or nothing.
struct ClientReply {
  std::optional<std::int32_t> code;
};

}  // namespace redial::control
