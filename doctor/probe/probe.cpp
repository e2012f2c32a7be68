// See probe.hpp. The order of the stages; each has a file of its own.
#include "doctor/probe/probe.hpp"

#include "core/session/connection_codes.hpp"
#include "core/trace/event_of.hpp"
#include "core/wire/status_tables.hpp"
#include "core/wire/token.hpp"
#include "doctor/probe/chat.hpp"
#include "doctor/probe/navigation.hpp"
#include "doctor/probe/probing.hpp"
#include "doctor/probe/server_api.hpp"
#include "net/url.hpp"

namespace redial::doctor {
namespace {

std::optional<Error> flaw_of(const ProbeOptions& options) {
  for (const std::string& navigator : options.navigators) {
    if (!navigator.starts_with("http://") && !navigator.starts_with("https://"))
      return Error{"not the URL of a navigator", navigator, "write http://host:port or https://host:port"};
    if (const auto url = net::parse_url(navigator); !url) return url.error();
  }
  if (options.server_api)
    if (const auto url = net::parse_url(options.server_api->url); !url) return url.error();
  const bool none = options.navigators.empty() && wire::split(options.token).navigators.empty();
  if (none && !options.token.value.empty()) return Error{"nobody to ask", "navigators", "give one: the token names none"};
  return std::nullopt;
}

std::string describe(const TokenText& text) {
  std::string said = std::to_string(text.length) + " bytes";
  if (text.has_at) said += ", " + std::to_string(text.opaque_length) + " ahead of '@'";
  if (!text.has_at && text.length > 0) said += ", no '@'";
  for (const std::string& navigator : text.navigators) said += ", names " + navigator;
  for (const TokenFlaw flaw : text.flaws) said += "; " + std::string(name_of(kTokenFlaws, flaw));
  return said;
}

bool is_empty(const TokenText& text) { return !text.flaws.empty() && text.flaws.front() == TokenFlaw::empty; }

// What an SDK does with it: tells 31004 and asks nobody.
void tell_local_refusal(Probing& probing, const std::string& label) {
  trace::Event call = trace::event_of(trace::EventKind::call, probing.now());
  call.name = "connect";
  call.call = CallId(1);
  call.token = label;
  probing.narrator.tell(call);
  trace::Event result = call;
  result.kind = trace::EventKind::result;
  result.code = session::code::kTokenIncorrect;
  result.via = "promise";
  probing.narrator.tell(result);
}

// False: there is nothing to present.
bool examine_token(Probing& probing) {
  const SeenToken& seen = probing.narrator.secrets().token(probing.options.token.value);
  probing.begin(Stage::token_text, {});
  probing.log.received(describe(seen.text));
  if (seen.text.flaws.empty())
    probing.pass(describe(seen.text));
  else
    probing.fail(describe(seen.text));
  if (!is_empty(seen.text)) return true;
  tell_local_refusal(probing, seen.label);
  return false;
}

struct Outcome {
  std::optional<bool> accepted;  // nothing: the token was not decided on
  std::string user;              // as somebody named it
};

// Navigation and login; again from the start where a chat server sends it back.
Outcome go_through(Probing& probing, const Token& token) {
  Outcome outcome;
  for (int redirects = 0; redirects <= kMaxRedirects; ++redirects) {
    const Navigated navigated = navigate(probing, token);
    if (!navigated.user.empty()) outcome.user = navigated.user;
    if (!navigated.answer) {
      if (navigated.code == session::code::kTokenIncorrect) outcome.accepted = false;
      return outcome;
    }
    const LoggedIn login = log_in(probing, token, *navigated.answer);
    if (!login.user.empty()) outcome.user = login.user;
    if (!login.status) return outcome;
    if (wire::connack_meaning(*login.status).reaction == wire::Reaction::redirect) continue;
    outcome.accepted = *login.status == 0;
    return outcome;
  }
  return outcome;
}

ApiFacts consult_server_api(Probing& probing, const Outcome& outcome) {
  const ServerApiOptions& options = *probing.options.server_api;
  const UserId user(options.user.value.empty() ? outcome.user : options.user.value);
  ApiFacts facts = ask_server_api(probing, user);
  const bool tells_more = outcome.accepted != true && facts.secret_fits == true && !user.value.empty();
  if (!options.issue_token || !tells_more) return facts;
  const auto fresh = issue_token(probing, user);
  if (!fresh) return facts;
  facts.fresh_token = probing.narrator.secrets().token(fresh->value).label;
  facts.fresh_token_accepted = go_through(probing, *fresh).accepted;
  return facts;
}

Case begun(const ProbeOptions& options) {
  Case one;
  one.origin = Origin::probe;
  const auto navigators = wire::split(options.token).navigators;
  if (!navigators.empty()) one.source = navigators.front();
  if (navigators.empty() && !options.navigators.empty()) one.source = options.navigators.front();
  one.sight.wire = true;
  one.sdk = "redial-probe, as rongcloud-web " + options.sdk_version;
  one.began = net::unix_now();
  return one;
}

}  // namespace

Result<Probed> probe(const ProbeOptions& options) {
  if (auto flaw = flaw_of(options)) return *std::move(flaw);
  auto tls = net::TlsContext::client_of_the_system(options.trusted_ca);
  if (!tls) return tls.error();
  net::Loop loop;
  Probing probing{options, loop, std::move(*tls), {}, {}};
  Secrets& secrets = probing.narrator.secrets();
  secrets.app_key(options.app_key.value);
  if (options.server_api) secrets.hide(options.server_api->secret);

  Case one = begun(options);
  if (examine_token(probing)) {
    const Outcome outcome = go_through(probing, options.token);
    if (options.server_api) one.api = consult_server_api(probing, outcome);
  }
  one.source = secrets.redact(one.source);
  std::vector<StageReport> stages = probing.log.take(secrets);
  return Probed{probing.narrator.finish(std::move(one)), std::move(stages)};
}

}  // namespace redial::doctor
