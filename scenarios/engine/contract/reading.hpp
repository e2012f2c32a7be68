// What rules of several chapters read out of a client's story. Nothing here decides what is right.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/control/device_event.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios::contract {

// Long enough for what a client tells at once to be on record, on a busy machine too.
inline constexpr Duration kAtOnce = std::chrono::seconds(1);

std::string call_text(const trace::Event& call);  // "connect #1"
std::string seconds_text(Duration length);        // "1.25 s"

// Is the app told this code: by a status, or as the result of connect? A status that is told without codes stands for the one it
// is named after.
bool tells(const trace::Event& event, std::int32_t code);
bool is_connect_result(const trace::Event& event);
// Is this the result of a connect that the app has replaced by its latest since? It comes late, and is no news.
bool is_outdated(const trace::Event& event, CallId latest);
bool is_outcome(const trace::Event& event);  // of connecting: a result of connect, or a status that is no step on the way there

// Does the app hear what becomes of this call: by a promise, by the callback it passed, or by listeners?
bool hears(const Timeline& timeline, const ConnectCall& connect);
bool listens(const Timeline& timeline, const trace::Event& at);

// Where the app is told of the ends that it brought about itself; it may have called connect again by then.
std::set<const trace::Event*> own_ends_told(const Timeline& timeline);

// The time limit that a connect call passed, from "timeout=2" in its detail; nothing where the API has none.
std::optional<Duration> time_limit(const trace::Event& call);

// The heartbeat level that the app asked for, from "heartbeat-level=3" in the client's creation; nothing where it asked for none.
std::optional<std::int32_t> heartbeat_level(const Timeline& timeline);

bool tells(const trace::Event& event, control::DeviceEvent what);
// Had the device a network, as far as it told, from the first moment to the second?
bool had_network(const Timeline& timeline, TimePoint from, TimePoint to);

// The login in which the server accepted the token of this call, ahead of that event. Null: there is none.
const trace::Event* accepting_login(const Timeline& timeline, const ConnectCall& connect, const trace::Event& before);
// 4 for "CONNACK 4" and the prefix "CONNACK "; nothing for other names.
std::optional<int> status_in(const trace::Event& event, std::string_view prefix);

// Is this the code of a connect that was refused because another goes on?
bool refuses_duplicate(std::optional<std::int32_t> code);

// Did a fault fire in this stretch of the trace (null: from its start, to its end)?
bool disturbed(const Timeline& timeline, const trace::Event* from, const trace::Event* to);

}  // namespace redial::scenarios::contract
