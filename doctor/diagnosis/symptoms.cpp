// See symptoms.hpp. One pass over the trace, one function for each kind of event.
#include "doctor/diagnosis/symptoms.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "core/session/connection_codes.hpp"
#include "doctor/diagnosis/attribution.hpp"
#include "doctor/diagnosis/reading.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::doctor {
namespace {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;
using End = Attempt::End;
using What = Attempt::What;

// Clients wait longer than this for an answer before they give up (docs/PROTOCOL.md): 10 s for navigation and CONNACK, 5 s for a
// socket.
constexpr Duration kPatience = std::chrono::milliseconds(4500);
// Browsers end a request in the record somewhat later than its page is told, who has asked the next navigator by then.
constexpr Duration kToldLate = std::chrono::milliseconds(500);
// The end of a record that shows nothing more of an attempt for so long shows that nothing came.
constexpr Duration kSilence = std::chrono::seconds(12);

// Faults that strike nobody in particular: they hold for whatever comes until they are cleared.
bool strikes_all(const Event& fault) { return fault.epoch.value == 0 && fault.user.empty(); }

bool refuses_token(std::int32_t status) { return status == 401 || status == 403 || status == 416; }

// "code=401 addresses=0" of an answer whose HTTP status is 200.
std::optional<std::int32_t> code_in_body(const std::string& detail) {
  constexpr std::string_view kWord = "code=";
  if (!detail.starts_with(kWord)) return std::nullopt;
  std::int32_t code = 0;
  std::from_chars(detail.data() + kWord.size(), detail.data() + detail.size(), code);
  return code;
}

bool by_client(const std::string& detail) { return detail.find("by the client") != std::string::npos; }
bool by_server(const Event& closed) {
  return closed.code == 1006 || closed.detail.find("by the server") != std::string::npos ||
         closed.detail.find("reset") != std::string::npos;
}

class Reader {
 public:
  explicit Reader(const Case& one)
      : attribution_(one.trace),
        native_(one.profile == "native"),
        ends_with_its_app_(one.origin == Origin::saved_run),
        complete_(one.gaps.empty()),
        has_end_(one.sight.has_end) {
    symptoms_.end = one.ended.value_or(TimePoint{});
  }

  void read(const Event& event) {
    if (done_) return;
    const Owner owner = attribution_.owner(event);
    done_ = ends_with_its_app_ && event.kind == EventKind::server_command && event.name == "delete-app";
    symptoms_.end = std::max(symptoms_.end, event.at);
    if (event.lane == trace::Lane::app)
      on_app(event);
    else
      on_network(event, owner);
  }

  Symptoms finish() {
    for (Attempt& attempt : symptoms_.attempts) {
      const bool waits = attempt.end == End::open && !attempt.spoken && !given_up_.contains(place_of(attempt));
      // Whoever goes on has had an answer, or has given up.
      if (!waits || !complete_ || !has_end_ || went_on(attempt) || symptoms_.end - attempt.began < kSilence) continue;
      attempt.end = End::failed;
      attempt.failure = Failure::silent;
      attempt.ended = symptoms_.end;
    }
    return std::move(symptoms_);
  }

 private:
  bool went_on(const Attempt& attempt) const {
    const auto last = last_on_network_.find(attempt.client);
    return last != last_on_network_.end() && last->second - attempt.began >= kPatience;
  }

  void on_network(const Event& event, const Owner& owner) {
    if (!owner.client.empty()) last_on_network_[owner.client] = event.at;
    switch (event.kind) {
      case EventKind::navigation_requested:
        return begin(event, What::navigation);
      case EventKind::navigation_answered:
        return on_answer(event);
      case EventKind::navigation_failed:
        return fail(failing(event), event);
      case EventKind::server_navigation:
        return on_verdict(asking(owner.client), event);
      case EventKind::dial:
        return begin(event, What::connection);
      case EventKind::socket_opened:
        if (Attempt* attempt = of(owner)) attempt->opened = true;
        return;
      case EventKind::socket_failed:
        return fail(of(owner), event);
      case EventKind::socket_closed:
        return on_closed(of(owner), event);
      case EventKind::server_login:
        return on_verdict(of(owner), event);
      case EventKind::server_sent:
        return on_sent(of(owner), event);
      case EventKind::server_received:
        return on_received(of(owner), event);
      case EventKind::fault_fired:
      case EventKind::fault_cleared:
        return on_fault(event, owner);
      default:
        return;
    }
  }

  void begin(const Event& event, What what) {
    Attempt attempt;
    attempt.what = what;
    attempt.client = event.client;
    attempt.token = attribution_.token(event, {event.client, event.epoch});
    attempt.began = attempt.ended = event.at;
    attempt.epoch = event.epoch;
    attempt.native = native_ || event.detail.starts_with("tcp") || event.detail.starts_with("tls");
    attempt.over_tls = event.detail.starts_with("https") || event.detail.starts_with("wss") || event.detail.starts_with("tls");
    attempt.injected.assign(standing_faults_.begin(), standing_faults_.end());
    attempt.events.push_back(event.sequence);
    if (what == What::connection)
      by_dial_[{event.client, event.epoch}] = symptoms_.attempts.size();
    else
      asking_[event.client] = {asking_[event.client].newest, symptoms_.attempts.size()};
    symptoms_.attempts.push_back(std::move(attempt));
  }

  Attempt* of(const Owner& owner) {
    const auto found = by_dial_.find(owner);
    return found == by_dial_.end() ? nullptr : &symptoms_.attempts[found->second];
  }
  // The latest navigation question of this client, if it waits for its answer.
  Attempt* asking(const std::string& client) { return open(asking_[client].newest); }
  // The one that has failed: who asks another navigator has given up the one before.
  Attempt* failing(const Event& event) {
    Attempt* before = open(asking_[event.client].before);
    Attempt* newest = asking(event.client);
    return before && (!newest || event.at - newest->began < kToldLate) ? before : newest;
  }
  Attempt* open(std::optional<std::size_t> place) {
    if (!place) return nullptr;
    Attempt& attempt = symptoms_.attempts[*place];
    return attempt.end == End::open ? &attempt : nullptr;
  }

  std::size_t place_of(const Attempt& attempt) const { return static_cast<std::size_t>(&attempt - symptoms_.attempts.data()); }

  void end(Attempt& attempt, End how, const Event& event) {
    attempt.end = how;
    attempt.ended = event.at;
    attempt.events.push_back(event.sequence);
  }

  void on_answer(const Event& event) {
    Attempt* attempt = asking(event.client);
    if (!attempt) return;
    if (!event.user.empty()) attempt->user = event.user;
    attempt->status = code_in_body(event.detail).value_or(event.code.value_or(200));
    if (attempt->status == 200) attempt->status = event.code;
    const Failure failure = failure_from_name(event.name).value_or(Failure::unknown);
    if (failure == Failure::unusable || failure == Failure::private_cloud) {
      attempt->failure = failure;
      end(*attempt, End::failed, event);
    } else if (attempt->status == 200) {
      end(*attempt, End::passed, event);
    } else {
      attempt->failure = Failure::http_status;
      end(*attempt, refuses_token(attempt->status.value_or(0)) ? End::refused : End::failed, event);
    }
  }

  void fail(Attempt* attempt, const Event& event) {
    if (!attempt || attempt->end != End::open) return;
    attempt->failure = failure_from_name(event.name).value_or(Failure::unknown);
    attempt->status = event.code;
    end(*attempt, End::failed, event);
  }

  void on_verdict(Attempt* attempt, const Event& event) {
    if (!attempt) return;
    attempt->verdict = event.detail;
    if (!event.user.empty()) attempt->user = event.user;
    if (attempt->token.empty()) attempt->token = event.token;
  }

  void on_received(Attempt* attempt, const Event& event) {
    if (!attempt || event.name == "CONNECT") return;
    attempt->spoken = true;
    if (event.name == "PINGREQ") ++attempt->unanswered_pings;
  }

  void on_sent(Attempt* attempt, const Event& event) {
    if (!attempt) return;
    if (!event.name.starts_with("CONNACK ")) attempt->spoken = true;
    if (event.name == "PINGRESP") attempt->unanswered_pings = 0;
    if (const auto status = scenarios::contract::status_in(event, "CONNACK "); status && attempt->end == End::open)
      on_connack(*attempt, *status, event);
    else if (const auto ended = scenarios::contract::status_in(event, "DISCONNECT ");
             ended && attempt->end == End::accepted && !attempt->over) {
      attempt->disconnect = *ended;
      over(*attempt, event);
    }
  }

  void on_connack(Attempt& attempt, std::int32_t status, const Event& event) {
    if (!event.user.empty()) attempt.user = event.user;
    attempt.status = status;
    constexpr std::int32_t kRedirect = 6;
    end(attempt, status == 0 ? End::accepted : status == kRedirect ? End::redirected : End::refused, event);
    if (status == 0) symptoms_.successes.push_back({attempt.client, attempt.token, event.at, event.sequence});
  }

  void over(Attempt& attempt, const Event& event) {
    attempt.over = true;
    attempt.over_at = event.at;
    attempt.over_events.push_back(event.sequence);
  }

  void on_closed(Attempt* attempt, const Event& event) {
    if (!attempt) return;
    if (attempt->end == End::accepted) {
      if (attempt->over) return;
      const bool given_up = complete_ && attempt->unanswered_pings > 0;
      attempt->lost = !apps_own_.contains(attempt->client) && (by_server(event) || given_up);
      over(*attempt, event);
    } else if (attempt->end == End::open) {
      on_closed_early(*attempt, event);
    }
  }

  // Closed with no CONNACK seen.
  void on_closed_early(Attempt& attempt, const Event& event) {
    const bool waited_long = complete_ && event.at - attempt.began >= kPatience;
    if (apps_own_.contains(attempt.client) || attempt.spoken || (!by_server(event) && !waited_long)) {
      given_up_.insert(place_of(attempt));
      return;
    }
    const bool waited = by_client(event.detail) || !by_server(event);
    attempt.failure = waited                                            ? Failure::silent
                      : event.detail.find("reset") != std::string::npos ? Failure::reset
                                                                        : Failure::closed;
    end(attempt, End::failed, event);
  }

  void on_fault(const Event& event, const Owner& owner) {
    if (event.kind == EventKind::fault_cleared) {
      standing_faults_.erase(event.detail);
      return;
    }
    if (Attempt* attempt = of(owner)) {
      attempt->injected.push_back(event.detail);
      return;
    }
    if (!strikes_all(event)) return;
    standing_faults_.insert(event.detail);
    for (Attempt& attempt : symptoms_.attempts)
      if (attempt.end == End::open || (attempt.end == End::accepted && !attempt.over)) attempt.injected.push_back(event.detail);
  }

  void on_app(const Event& event) {
    if (event.kind == EventKind::call && event.name == "connect") {
      calls_[event.client] = {event.at, event.token};
      token_of_call_[{event.client, event.call}] = event.token;
      apps_own_.erase(event.client);
    } else if (ends_by_app(event)) {
      apps_own_.insert(event.client);
      if (Attempt* online = online_of(event.client)) over(*online, event);
      if (Attempt* waiting = waiting_of(event.client)) give_up(*waiting, event);
    } else if (const auto code = told_code(event)) {
      on_told(event, *code);
    } else if (tells_online(event)) {
      symptoms_.successes.push_back({event.client, token_of(event), event.at, event.sequence});
    }
  }

  // That of the call whose outcome is told.
  std::string token_of(const Event& event) const {
    const auto call = token_of_call_.find({event.client, event.call});
    return call == token_of_call_.end() ? std::string() : call->second;
  }

  void on_told(const Event& event, std::int32_t code) {
    const auto call = calls_.find(event.client);
    Told told{.client = event.client, .code = code, .at = event.at, .event = event.sequence};
    if (call != calls_.end()) told.since = call->second.first;
    told.token = token_of(event);
    // A reconnect uses the token of the latest call, unless that call is not on record.
    if (told.token.empty() && complete_ && event.kind == EventKind::status && call != calls_.end())
      told.token = call->second.second;
    told.of_call = event.kind == EventKind::result || event.kind == EventKind::call_returned;
    told.in_words = !event.code;
    told.suspended = event.kind == EventKind::status && event.status == ConnectionStatus::suspended;
    if (told.suspended) on_suspended(event);
    if (code == session::code::kNoChatAddress) lose_what_was_closed_early(event);
    symptoms_.told.push_back(std::move(told));
  }

  // The SDK has lost its connection, whoever closed the socket.
  void on_suspended(const Event& event) {
    for (auto attempt = symptoms_.attempts.rbegin(); attempt != symptoms_.attempts.rend(); ++attempt) {
      if (attempt->client != event.client || attempt->end != End::accepted) continue;
      if (attempt->disconnect || apps_own_.contains(event.client)) return;
      attempt->lost = true;
      if (!attempt->over) over(*attempt, event);
      attempt->over_events.push_back(event.sequence);
      return;
    }
  }

  // The app ends what has been waited for in vain.
  void give_up(Attempt& waiting, const Event& event) {
    if (!complete_ || waiting.spoken || event.at - waiting.began < kPatience) return;
    waiting.failure = Failure::silent;
    end(waiting, End::failed, event);
  }

  Attempt* waiting_of(const std::string& client) {
    for (auto attempt = symptoms_.attempts.rbegin(); attempt != symptoms_.attempts.rend(); ++attempt)
      if (attempt->client == client)
        return attempt->end == End::open && !given_up_.contains(place_of(*attempt)) ? &*attempt : nullptr;
    return nullptr;
  }

  // The SDK says that no address works: the connection that was open and closed without a word was one that did not.
  void lose_what_was_closed_early(const Event& told) {
    for (auto attempt = symptoms_.attempts.rbegin(); attempt != symptoms_.attempts.rend(); ++attempt) {
      if (attempt->client != told.client) continue;
      const bool closed_early = attempt->opened && attempt->end == End::open && given_up_.contains(place_of(*attempt));
      if (!closed_early || attempt->spoken || apps_own_.contains(told.client)) return;
      attempt->failure = Failure::closed;
      return end(*attempt, End::failed, told);
    }
  }

  Attempt* online_of(const std::string& client) {
    for (auto attempt = symptoms_.attempts.rbegin(); attempt != symptoms_.attempts.rend(); ++attempt)
      if (attempt->client == client && attempt->end == End::accepted) return attempt->over ? nullptr : &*attempt;
    return nullptr;
  }

  struct Questions {  // to navigators, the last two; places in symptoms_.attempts
    std::optional<std::size_t> before, newest;
  };

  Attribution attribution_;
  bool native_, ends_with_its_app_, complete_, has_end_, done_ = false;
  Symptoms symptoms_;
  std::map<Owner, std::size_t> by_dial_;  // places in symptoms_.attempts
  std::map<std::string, Questions> asking_;
  std::map<std::string, std::pair<TimePoint, std::string>> calls_;  // client: when and with which token it connected last
  std::map<std::pair<std::string, CallId>, std::string> token_of_call_;
  std::map<std::string, TimePoint> last_on_network_;
  std::set<std::string> apps_own_;  // clients whose app wants no connection any more
  std::set<std::string> standing_faults_;
  std::set<std::size_t> given_up_;  // places of attempts that the client ended at once
};

}  // namespace

Stage stage_of(const Attempt& attempt) {
  switch (attempt.failure) {
    case Failure::name_not_resolved:
      return Stage::name_resolution;
    case Failure::unreachable:
    case Failure::refused:
    case Failure::timed_out:
      return Stage::tcp;
    case Failure::certificate_expired:
    case Failure::certificate_dates:
    case Failure::certificate_not_yet_valid:
    case Failure::certificate_untrusted:
    case Failure::certificate_host_mismatch:
    case Failure::tls_version:
    case Failure::tls_failed:
      return Stage::tls;
    default:
      break;
  }
  if (attempt.what == What::navigation) return Stage::navigation;
  if (attempt.end == End::accepted) return Stage::online;
  if (attempt.opened || attempt.end == End::refused || attempt.end == End::redirected) return Stage::login;
  return attempt.native ? Stage::tcp : Stage::upgrade;
}

Symptoms read_symptoms(const Case& one) {
  Reader reader(one);
  for (const Event& event : one.trace) reader.read(event);
  return reader.finish();
}

}  // namespace redial::doctor
