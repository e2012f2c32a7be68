// Promises that a client is known to break, and which failures an entry accounts for. Reading the file is parse.hpp's business.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

struct KnownDeviation {
  std::string client;    // ClientDescription::name
  std::string versions;  // "5.38.0", or comparisons that must all hold: ">=5.38.0 <6"
  std::string scenario;  // Scenario::id, or Scenario::template_id for all of its cases
  std::string check;     // Check::id
  std::string evidence;
  std::string source;
  std::string file;
  Position position;
  std::string host;        // first word of ClientDescription::host; empty: any
  bool sometimes = false;  // chance has a part in it: a play without it says nothing
};

// The template's part of a scenario's id: what stands in front of the case in brackets and of the transport.
std::string_view template_of(std::string_view scenario);

// Exactly this case (or any of this template) and check, of exactly this client on this host, in a version within the range.
bool covers(const KnownDeviation& entry, const control::ClientDescription& client, std::string_view scenario,
            std::string_view check);

// A version is numbers with dots between, perhaps with "-…" for a pre-release behind, which comes before its release;
// missing numbers are zero: 6 is 6.0.0. A version of another form is in no range.
bool is_in_range(std::string_view version, std::string_view range);

// One or more of "X", "=X", "<X", "<=X", ">X", ">=X", with single spaces between, X a version.
bool is_version_range(std::string_view range);

}  // namespace redial::scenarios
