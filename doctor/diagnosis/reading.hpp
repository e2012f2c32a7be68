// Small questions about single events that several files of the diagnosis ask.
#pragma once

#include <cstdint>
#include <optional>

#include "core/trace/event.hpp"

namespace redial::doctor {

// The code that the event tells the app of connecting, or that the status it tells is named after. Nothing for 0, for 2 (the
// app's own disconnect), and for events that tell none.
std::optional<std::int32_t> told_code(const trace::Event& event);

// Is the app told that it is connected?
bool tells_online(const trace::Event& event);

// Does the app end its connection itself: disconnect, destroy, or its process starts again?
bool ends_by_app(const trace::Event& event);

}  // namespace redial::doctor
