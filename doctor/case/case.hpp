// What is known of one incident, from a probe or from what a customer sent: a trace in our own words, and what can be said of
// tokens and AppKeys without keeping them. It draws no conclusions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/names.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"
#include "doctor/case/token_text.hpp"

namespace redial::doctor {

enum class Origin : std::uint8_t { probe, har, console_log, capture, saved_run };
inline constexpr Named<Origin> kOrigins[] = {{Origin::probe, "probe"},
                                             {Origin::har, "HAR"},
                                             {Origin::console_log, "console log"},
                                             {Origin::capture, "capture"},
                                             {Origin::saved_run, "saved run"}};
constexpr std::string_view to_name(Origin origin) { return name_of(kOrigins, origin); }

// What an origin can show at all: where it cannot, silence means nothing.
struct Sight {
  bool app = false;                       // what the app called and was told
  bool wire = false;                      // what passed between client and servers
  bool verdict = false;                   // what the server knew: its own reason for a refusal
  bool has_start = true, has_end = true;  // false: the record may begin behind, or end ahead of, what it tells of
};

// How a presented token differs from an issued one that is on record too.
enum class Mangling : std::uint8_t { none, cut, plus_to_space, percent_encoded, padded, doubled, characters_changed };
inline constexpr Named<Mangling> kManglings[] = {{Mangling::none, "unchanged"},
                                                 {Mangling::cut, "cut"},
                                                 {Mangling::plus_to_space, "'+' became a blank"},
                                                 {Mangling::percent_encoded, "percent-encoded"},
                                                 {Mangling::padded, "blanks or quotes around it"},
                                                 {Mangling::doubled, "twice in a row"},
                                                 {Mangling::characters_changed, "characters changed"}};

struct SeenToken {
  std::string label;  // stands for it in the trace: "token-1", in the order of first sight
  TokenText text;
  std::vector<std::string> app_keys;    // labels of those it was presented with
  bool presented = false;               // to navigation or a chat server
  std::optional<TimePoint> issued_at;   // where its issue is on record …
  std::optional<TimePoint> expires_at;  // … as its issuer said
  std::string issued_for;               // label of the AppKey that its issuer named; empty if none was named
  std::string user;                     // as its issuer, or a login, named it
  std::string issued_as;                // label of the issued token that this is a mangled form of; empty if of none
  Mangling mangling = Mangling::none;
};

struct SeenAppKey {
  std::string label;  // "app-key-1"
  std::string hint;   // what may be shown of it: its first characters and its length, "8lu… (13 characters)"
};

// What of the artefact could not be read, and where: "line 340: no JSON behind the cut". For people; no secrets in it.
struct Gap {
  std::string where, what;
};

// What the app's own Server API said when it was asked with the app's secret. Each fact is absent where it was not asked, or not
// answered. Source: docs/CONTRACT.md, Server API.
struct ApiFacts {
  std::optional<bool> app_in_service;  // false: the API says that the AppKey's app is locked, deleted, or unknown (1006)
  std::optional<bool> secret_fits;     // false: the secret is not this AppKey's; it was rotated, or is another app's (1001, 1004)
  std::string user;                    // whom the next facts are about
  std::optional<bool> user_blocked, user_deactivated;
  std::string fresh_token;                   // label of a token issued for the user on the spot; its login is in the trace
  std::optional<bool> fresh_token_accepted;  // CONNACK 0; absent where its login was not answered
};

struct Case {
  Origin origin = Origin::har;
  std::string source;  // file name, or the navigator that was probed
  Sight sight;
  std::string profile = "web";      // of scenarios::kProfiles: whose contract the client has
  std::string sdk;                  // "rongcloud-web 5.38.0", where it is told
  std::optional<UnixMillis> began;  // wall time of `start`, where it is told
  TimePoint start{};                // origin of the trace's times
  std::optional<TimePoint> ended;   // of the record, where it goes on behind the last event
  std::vector<trace::Event> trace;  // in time order, numbered from 1; no token, secret or AppKey in it
  std::vector<SeenToken> tokens;
  std::vector<SeenAppKey> app_keys;
  std::vector<Gap> gaps;
  ApiFacts api;
};

}  // namespace redial::doctor
