// Which of all that went wrong in a case the diagnosis is about: the last thing that stayed broken, or, where everything mended,
// the last that had to. It names no cause.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doctor/diagnosis/symptoms.hpp"

namespace redial::doctor {

// Borrowed from the symptoms, which must outlive it.
struct Incident {
  enum class What : std::uint8_t {
    refused,  // a login or a question to a navigator, by `attempt`'s status
    ended,    // a connection, by the server's DISCONNECT
    lost,     // a connection that was up
    failed,   // an attempt, by its Failure
    told,     // the app was told a code, and the record shows nothing that it came from
  } what = What::told;
  const Attempt* attempt = nullptr;
  const Told* told = nullptr;  // what the app heard of it, where that is on record
  std::string client;
  TimePoint at{};
  bool recovered = false;  // a login of the client worked behind it, without the incident being an end in itself
};

// Nothing: no trouble is on record.
std::optional<Incident> find_incident(const Symptoms& symptoms);

// The code that the app was told of it, or would be.
std::optional<std::int32_t> code_of(const Incident& incident);
// What shows it: events of the trace.
std::vector<std::uint64_t> events_of(const Incident& incident);

}  // namespace redial::doctor
