// One login, stage by stage, as a client would do it, with everything on the way told: what was asked, what was answered, how
// long it took. It judges nothing beyond a stage's own success; the causes are the diagnosis' business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/time/time.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

// The app's own Server API, asked with the app's secret for what the login does not tell: does the secret belong to the AppKey,
// is the user blocked or deactivated. These questions change nothing.
struct ServerApiOptions {
  std::string url;     // "https://api.example.com"
  std::string secret;  // the app's
  UserId user;         // whose token it is; empty: as navigation or the login names the user
  // Where the token was not accepted: has the API issue a fresh one for the user, and goes through a login with it. That
  // registers the user where it was unknown, and gives it the name of its id.
  bool issue_token = false;
};

struct ProbeOptions {
  AppKey app_key;
  Token token;
  std::vector<std::string> navigators;              // asked behind those that the token names; may be empty if it names some
  std::string trusted_ca;                           // PEM file beside the system's CAs; empty: the system's alone
  Duration stage_limit = std::chrono::seconds(10);  // of each stage
  // Whose requests are made: those of the vendor's Web SDK of this version. Before 5.28 it asks navigation by GET …/navi.js.
  std::string sdk_version = "5.38.0";
  std::string origin;  // of the page, "https://shop.example.com", where the app's domains are checked; empty: none is told
  std::optional<ServerApiOptions> server_api;
};

// What a person reads of one stage; all texts redacted.
struct StageReport {
  std::string stage;  // to_name of a Stage, or kServerApiStage
  std::string where;  // the URL or address that it is about; empty for the token's text
  bool passed = false;
  Duration took{};
  std::string summary;                      // "TLSv1.3; certificate of im.example.com by CN = Example CA until 2027-01-02"
  std::vector<std::string> sent, received;  // lines
};
inline constexpr std::string_view kServerApiStage = "Server API";

// A line of a report at most; longer ones are cut, and say so.
inline constexpr std::size_t kMaxLineBytes = 400;
// Addresses of one name, and chat servers of one answer, that are tried.
inline constexpr std::size_t kMaxAddresses = 4;
// How often a login may be sent back to navigation, and a question to a navigator be sent on.
inline constexpr int kMaxRedirects = 2;

struct Probed {
  Case incident;
  // In order. A stage that failed may be followed by those of the next navigator or address. A token whose text shows damage has
  // not passed the first one, and is presented all the same, unless it is empty.
  std::vector<StageReport> stages;
};

// Blocks until done, on a loop of its own; from any thread. A refused token is presented once, and no second time. The login is
// a real one: where the app allows one login of a kind for each user, it ends another one of that kind, Web.
// Errors: a navigator or Server API that is no URL, no navigator at all, a CA file that cannot be read.
Result<Probed> probe(const ProbeOptions& options);

}  // namespace redial::doctor
