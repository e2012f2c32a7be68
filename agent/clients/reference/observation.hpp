// Short ways to write down what an app sees. Time, client and epoch are stamped by whoever records it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/trace/event_of.hpp"

namespace redial::agent::reference {

inline trace::Event observe(trace::EventKind kind, std::string_view name = {}, CallId call = {}) {
  trace::Event event = trace::event_of(kind);
  event.name = name;
  event.call = call;
  return event;
}

// The outcome of an API call; `user` is empty where there is none.
inline trace::Event result_of(std::string_view name, CallId call, std::int32_t code, std::string_view via,
                              std::string user = {}) {
  auto event = observe(trace::EventKind::result, name, call);
  event.code = code;
  event.via = via;
  event.user = std::move(user);
  return event;
}

// `word` is the API's own name of the status.
inline trace::Event status_of(trace::ConnectionStatus status, std::string_view word, std::optional<std::int32_t> code = {}) {
  auto event = observe(trace::EventKind::status, word);
  event.status = status;
  event.code = code;
  event.via = "listener";
  return event;
}

}  // namespace redial::agent::reference
