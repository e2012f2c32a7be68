// See replay.hpp. What the app called and how its attempts went is walked through once, in time order; each moment tells what the
// app has to do, or the server.
#include "doctor/reproduction/replay.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "doctor/diagnosis/symptoms.hpp"
#include "doctor/diagnosis/tables.hpp"
#include "doctor/reproduction/arrangement.hpp"
#include "doctor/reproduction/loop.hpp"
#include "doctor/reproduction/network_fault.hpp"
#include "doctor/reproduction/outline.hpp"
#include "doctor/reproduction/retold.hpp"
#include "doctor/reproduction/screenplay.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::doctor {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using trace::Event;
using trace::EventKind;

constexpr Duration kOutcome = seconds(15);                    // awaits of a connect's result
constexpr Duration kReconnect = seconds(30);                  // awaits of what becomes of an automatic reconnect
constexpr Duration kAftermath = seconds(2);                   // watched in the end, for what should not come
using Tick = std::chrono::duration<std::int64_t, std::deci>;  // to which pauses are rounded
constexpr Duration kOneTurn = milliseconds(2);                // calls further apart are not made in one turn of an event loop
constexpr Duration kNoticeable = milliseconds(100);           // shorter pauses of an app are none
constexpr Duration kNextNavigator = seconds(5);               // no longer between the failure of one and the question to the next
constexpr Duration kLongestLoop = seconds(20);                // watched while an app goes round
constexpr Duration kPerRound = milliseconds(300);             // that a login takes, generously

class Writer {
 public:
  Writer(const Case& incident, Cause cause)
      : incident_(incident), cause_(cause), symptoms_(symptoms_of(incident)), shown_(shown_by(incident)) {}

  Result<Replay> write() {
    for (auto& [client, loop] : loops(symptoms_)) clients_[client].loop = std::move(loop);
    for (const Moment& moment : moments()) take(moment);
    if (cause_ == Cause::private_cloud_sdk) cannot("an answer of navigation that is meant for the SDK of private clouds");
    if (play_.empty())
      return Error{"nothing on record that could happen again: no connect, no navigation, no connection", incident_.source,
                   what_is_needed()};
    finish();
    return Replay{scenario(), std::move(notes_), possible_};
  }

 private:
  // An empty token is refused by the SDK itself: nothing passes the network.
  std::string what_is_needed() const {
    const std::string from_start = "a record that begins ahead of the login is needed";
    if (incident_.origin == Origin::console_log) return from_start + ", of the SDK's log level INFO or DEBUG";
    if (incident_.sight.app) return from_start;
    return from_start +
           "; if this one does, connect was not called or its token was empty, and only the SDK's console log shows it";
  }

  enum class State : std::uint8_t { idle, connecting, online, dropped };
  struct Client {
    State state = State::idle;
    std::string user;
    bool takes_part = false, unknown_app_key = false;
    bool left_early = false;       // its app has called disconnect before anything came of connect
    bool by_call = false;          // the attempt that goes on is a connect of the app's, not the client's own
    Screenplay::Mark attempt = 0;  // ahead of what led to the attempt that goes on
    std::set<std::string> faults;  // armed for it and not yet cleared
    std::uint32_t connects = 0;
    std::int64_t navigators = 1;
    TimePoint trying_since{};  // to come online, or back
    std::optional<Loop> loop;
  };
  struct Token {
    bool issued = false, good = false, bad = false;
    std::string user;
    Screenplay::Mark issue = 0;
  };

  // What happened at one instant: a call of the app, or a turn of an attempt.
  struct Moment {
    TimePoint at;
    enum class What : std::uint8_t { call, begin, end, over } what;
    const Event* call = nullptr;
    const Attempt* attempt = nullptr;
  };

  // ---- reading ----
  std::vector<Moment> moments() const {
    std::vector<Moment> all;
    for (const Event& event : incident_.trace)
      if (event.kind == EventKind::call) all.push_back({event.at, Moment::What::call, &event});
    for (const Attempt& attempt : symptoms_.attempts) {
      all.push_back({attempt.began, Moment::What::begin, nullptr, &attempt});
      all.push_back({attempt.ended, Moment::What::end, nullptr, &attempt});
      if (attempt.over) all.push_back({attempt.over_at, Moment::What::over, nullptr, &attempt});
    }
    std::ranges::stable_sort(all, {}, &Moment::at);
    return all;
  }

  const SeenToken* seen(const std::string& label) const {
    const auto found = std::ranges::find(incident_.tokens, label, &SeenToken::label);
    return found == incident_.tokens.end() ? nullptr : &*found;
  }

  // Has this client's loop begun by then?
  static bool goes_round(const Client& client, TimePoint at) { return client.loop && at > client.loop->refused.front(); }

  void take(const Moment& moment) {
    if (moment.call) return take_call(clients_[moment.call->client], *moment.call);
    const Attempt& attempt = *moment.attempt;
    Client& client = clients_[attempt.client];
    if (moment.what == Moment::What::begin) return take_begin(client, attempt);
    if (moment.what == Moment::What::over) return take_over(client, attempt);
    take_end(client, attempt);
  }

  void take_call(Client& client, const Event& call) {
    if (call.name == "connect" && goes_round(client, call.at)) return;
    const bool joins = is_in_one_turn(call);
    last_call_ = &call;
    if (call.name == "connect") return connect(client, call.client, call.token, call.at, joins);
    if (call.name != "disconnect" && call.name != "destroy") return;
    if (client.state == State::connecting && !joins) pause(client, call.at);
    client.left_early = client.state == State::connecting;
    add_call(step(call.name, with_client(call.client, {})), joins);
    client.state = State::idle;
  }

  void add_call(Node call, bool joins) {
    if (joins)
      play_.join(std::move(call));
    else
      play_.add(std::move(call));
    behind_call_ = play_.size();
  }

  // The client has not come to do anything since the app's last call, which is the last step too.
  bool is_in_one_turn(const Event& call) const {
    if (!last_call_ || last_call_->client != call.client || behind_call_ != play_.size()) return false;
    if (call.at - last_call_->at > kOneTurn) return false;
    return std::ranges::none_of(incident_.trace, [&](const Event& event) {
      return event.client == call.client && event.sequence > last_call_->sequence && event.sequence < call.sequence;
    });
  }

  // The app waits as long as on record before it gives up.
  void pause(const Client& client, TimePoint until) {
    const Duration waited = std::min<Duration>(until - client.trying_since, kLongestLoop);
    if (waited >= kNoticeable) play_.add(step("watch", lasting(std::chrono::ceil<Tick>(waited))));
  }

  // Without the app's side on record, an attempt of a client at rest was asked for by its app.
  void take_begin(Client& client, const Attempt& attempt) {
    if (client.state != State::idle || shown_.calls || goes_round(client, attempt.began)) return;
    connect(client, attempt.client, attempt.token, attempt.began);
  }

  void connect(Client& client, const std::string& name, const std::string& token, TimePoint at, bool joins = false) {
    if (!joins) client.attempt = play_.mark();
    issue(client, token);
    add_call(step("connect", with_client(name, {{"token", text(token.empty() ? kSomeToken : token)}})), joins);
    client.state = State::connecting;
    client.trying_since = at;
    client.left_early = false;
    client.by_call = true;
    ++client.connects;
  }

  // Ahead of where it is used first.
  void issue(Client& client, const std::string& of) {
    const std::string label = of.empty() ? kSomeToken : of;
    Token& token = tokens_[label];
    client.user = user_of(client, label);
    if (token.issued) return;
    token.issued = true;
    token.user = client.user;
    token.issue = client.attempt;
  }

  // Users are called anew: whoever gets the scenario need not know them.
  std::string user_of(const Client& client, const std::string& label) {
    const SeenToken* token = seen(label);
    std::string name = token ? token->user : std::string();
    if (name.empty())
      for (const Event& event : incident_.trace)
        if (event.token == label && !event.user.empty()) name = event.user;
    if (name.empty() && !client.user.empty()) return client.user;
    const auto [known, is_new] = users_.try_emplace(name, "user-" + std::to_string(users_.size() + 1));
    return known->second;
  }

  void take_end(Client& client, const Attempt& attempt) {
    const bool unanswered = client.left_early && attempt.end == Attempt::End::failed;
    if (client.state == State::idle && !unanswered) return;  // round again: the loop's
    switch (attempt.end) {
      case Attempt::End::accepted:
        return log_in(client, attempt);
      case Attempt::End::refused:
        return refuse(client, attempt);
      case Attempt::End::failed:
        return fail(client, attempt);
      default:
        return;
    }
  }

  void fail(Client& client, const Attempt& attempt) {
    failing_ = std::max(failing_, attempt.ended - client.trying_since);
    const bool others_answer = another_navigator_answers(attempt);
    if (others_answer) note("which navigator failed: the replay's first one does");
    const auto fault = others_answer ? one_navigator_down() : fault_of(attempt);
    if (!fault) return cannot("a failure that Redial cannot cause: " + std::string(to_name(attempt.failure)));
    if (others_answer) client.navigators = 2;
    tls_ |= fault->needs_tls;
    if (client.faults.insert(fault->name).second) play_.insert(client.attempt, {fault->step});
  }

  // The client's next question to a navigator, if it does not fail as well. Some SDKs ask it while the one before is unanswered.
  bool another_navigator_answers(const Attempt& failed) const {
    if (failed.what != Attempt::What::navigation) return false;
    const auto next = std::ranges::find_if(symptoms_.attempts, [&](const Attempt& other) {
      return other.client == failed.client && other.began >= failed.began && other.end != Attempt::End::failed;
    });
    return next != symptoms_.attempts.end() && next->what == Attempt::What::navigation && next->token == failed.token &&
           next->began - failed.ended < kNextNavigator;
  }

  void log_in(Client& client, const Attempt& attempt) {
    Token& token = tokens_[attempt.token];
    if (std::exchange(token.bad, false)) play_.insert(client.attempt, refusals_.at(attempt.token).mend);
    token.good = true;
    clear_faults(client);
    if (client.by_call)
      await_result(attempt.client);
    else
      await_connected(attempt.client);
    client.state = State::online;
  }

  void refuse(Client& client, const Attempt& attempt) {
    make_bad(client, attempt);
    if (client.by_call) {
      if (!client.loop) await_result(attempt.client);  // a loop's rounds are watched
      expect_code(client, attempt);
    } else {
      await_end(attempt.client);
    }
    client.state = State::idle;
  }

  void make_bad(Client& client, const Attempt& attempt) {
    Token& token = tokens_[attempt.token];
    if (std::exchange(token.bad, true)) return;
    const bool at_navigation = attempt.what == Attempt::What::navigation;
    const std::int32_t status = attempt.status.value_or(kUsualStatus);
    const Cause usual = at_navigation ? Cause::none : usual_cause(status);
    const bool says_all = !at_navigation && status != kUsualStatus && usual != Cause::none;
    const RefusedToken refused{attempt.token, token.user, says_all ? usual : cause_, seen(attempt.token), at_navigation,
                               status,        token.good};
    const Arrangement& made = refusals_.emplace(attempt.token, arranged(refused)).first->second;
    client.unknown_app_key |= made.unknown_app_key;
    play_.insert(client.attempt, made.turn);
  }

  void take_over(Client& client, const Attempt& attempt) {
    if (client.state != State::online) return;
    if (!attempt.disconnect) return attempt.lost ? lose(client, attempt) : leave(client, attempt);
    client.state = State::idle;
    constexpr std::int32_t kKick = 1, kRedirect = 6;
    if (*attempt.disconnect == kKick && was_kicked_by_another(attempt)) return await_end(attempt.client);
    client.attempt = play_.mark();
    client.trying_since = attempt.over_at;
    play_.add(step("disconnect-user", {{"user", text(client.user)}, {"status", number(*attempt.disconnect)}}));
    client.by_call = false;
    if (*attempt.disconnect == kRedirect)
      client.state = State::dropped;
    else
      await_end(attempt.client);
  }

  bool was_kicked_by_another(const Attempt& kicked) const {
    return std::ranges::any_of(symptoms_.attempts, [&](const Attempt& other) {
      return other.end == Attempt::End::accepted && other.client != kicked.client && other.user == kicked.user &&
             other.ended <= kicked.over_at && other.ended > kicked.ended;
    });
  }

  // The client has ended it, so its app has: the call itself is on record, or has to be made up.
  void leave(Client& client, const Attempt& attempt) {
    if (shown_.calls) return;
    play_.add(step("disconnect", with_client(attempt.client, {})));
    client.state = State::idle;
  }

  void lose(Client& client, const Attempt& attempt) {
    const bool graceful = std::ranges::any_of(attempt.over_events, [&](std::uint64_t sequence) {
      const Event& event = incident_.trace.at(sequence - 1);
      return event.kind == EventKind::socket_closed && event.code.has_value();
    });
    client.attempt = play_.mark();
    play_.add(step("fault", {{"kind", text(graceful ? "close" : "reset")}, {"moment", text("now")}}));
    client.state = State::dropped;
    client.trying_since = attempt.over_at;
    client.by_call = false;
  }

  // ---- writing ----
  // A single client's name is left out again in the end.
  std::vector<Field> with_client(const std::string& client, std::vector<Field> fields) {
    clients_[client].takes_part = true;
    fields.insert(fields.begin(), {kClient, text(client)});
    return fields;
  }

  void await(const std::string& client, std::vector<Field> pattern, Duration within) {
    std::vector<Field> fields = with_client(client, std::move(pattern));
    fields.emplace_back("within", lasting(within));
    play_.add(step("await", std::move(fields)));
  }
  void await_result(const std::string& client) {
    await(client, {{"event", text("result")}, {"name", text("connect")}}, kOutcome);
  }
  void await_connected(const std::string& client) {
    await(client, {{"event", text("status")}, {"status", text("connected")}}, kReconnect);
  }
  void await_end(const std::string& client) {
    await(client, {{"event", text("status")}, {"final", yes_or_no(true)}}, kReconnect);
  }

  void expect_code(const Client& client, const Attempt& refused) {
    const std::int32_t code = code_of_refusal(refused).value_or(0);
    if (code == 0) return;
    std::vector<Field> fields = with_client(refused.client, {});
    if (client.connects > 1) fields.emplace_back("call", number(client.connects));
    fields.emplace_back("is", number(code));
    expectations_.push_back(step("code", map(std::move(fields))));
  }

  void clear_faults(Client& client) {
    if (client.faults.empty()) return;
    client.faults.clear();
    note("how long the failures lasted");
    play_.add(text("clear-faults"));
  }

  void cannot(std::string what) {
    possible_ = false;
    note(std::move(what));
  }

  void note(std::string what) {
    if (std::ranges::find(notes_, what) == notes_.end()) notes_.push_back(std::move(what));
  }

  // How long an app that goes round is watched, and how often it goes.
  void finish() {
    Duration watch = std::min(kAftermath + failing_, kLongestLoop);
    for (auto& [name, client] : clients_) {
      if (!client.loop) continue;
      Loop& loop = *client.loop;
      const auto rounds = static_cast<std::int64_t>(loop.refused.size());
      const Duration pause = std::max<Duration>((loop.refused.back() - loop.refused.front()) / (rounds - 1) - kPerRound, {});
      pause_ = std::chrono::round<milliseconds>(std::min<Duration>(pause, seconds(5)));
      rounds_ = std::clamp<std::int64_t>(kLongestLoop / (pause_ + kPerRound), 3, std::min<std::int64_t>(rounds, 100));
      if (rounds_ < rounds)
        note("all " + std::to_string(rounds) + " rounds of the loop: " + std::to_string(rounds_) + " show it");
      watch = std::max(watch, rounds_ * (pause_ + kPerRound));
      expectations_.push_back(expected(loop));
    }
    play_.add(step("watch", lasting(std::chrono::ceil<seconds>(watch))));
    issue_tokens();
  }

  void issue_tokens() {
    for (auto& [label, token] : tokens_) {
      if (!token.issued) continue;
      const auto bad = refusals_.find(label);
      if (bad == refusals_.end()) {
        play_.insert(token.issue, {step("issue-token", {{"name", text(label)}, {"user", text(token.user)}})});
        continue;
      }
      std::vector<Node> steps = bad->second.issue;
      if (bad->second.used_elsewhere) {
        helper_user_ = token.user;
        steps.push_back(step("connect", {{"client", text(kHelper)}, {"token", text(label)}}));
        steps.push_back(step("await", {{"event", text("result")}, {"client", text(kHelper)}, {"within", lasting(kOutcome)}}));
      }
      play_.insert(token.issue, steps);
    }
  }

  Node clients() {
    Node made = map({});
    if (!helper_user_.empty()) append(made, kHelper, map({{"user", text(helper_user_)}}));
    for (const auto& [name, client] : clients_) {
      if (!client.takes_part) continue;
      std::vector<Field> fields{{"user", text(client.user)}};
      if (client.navigators > 1) fields.emplace_back("navigators", number(client.navigators));
      if (cause_ == Cause::not_initialised) fields.emplace_back("initialised", yes_or_no(false));
      if (client.unknown_app_key) fields.emplace_back("app-key", text("unknown"));
      if (client.loop)
        fields.emplace_back("app-model",
                            map({{"on", list({number(client.loop->code)})},
                                 {"fetch-token", yes_or_no(false)},
                                 {"connect-again", map({{"at-most", number(rounds_ - 1)}, {"after", lasting(pause_)}})}}));
      append(made, name, map(std::move(fields)));
    }
    return made;
  }

  // Where there is a single client, "disconnect: {client: client-1}" is "disconnect", and "code: {client: client-1, is: 31004}"
  // is "code: 31004".
  static void leave_out_client(Node& item) {
    if (item.entries.empty()) return;
    std::ranges::for_each(item.entries.front().value.items, leave_out_client);  // together
    const std::string word = item.entries.front().key;
    Node& value = item.entries.front().value;
    std::erase_if(value.entries, [](const auto& entry) { return entry.key == kClient; });
    if (value.kind != Node::Kind::map) return;
    if (value.entries.empty())
      item = text(word);
    else if (value.entries.size() == 1 && value.entries.front().key == "is")
      item = step(word, Node(value.entries.front().value));
  }

  Node scenario() {
    std::vector<Field> policy;
    bool foreign = false;
    for (const auto& [label, made] : refusals_) {
      foreign |= made.foreign;
      if (!made.verdict.empty()) policy.emplace_back(made.verdict, text(made.answer));
    }
    const std::string source = incident_.source.substr(incident_.source.rfind('/') + 1);
    std::vector<Field> fields{{"shows", text("What " + source + " shows, if " + std::string(describe(cause_).title) + ".")},
                              {"sources", list({text(source)})}};
    if (tls_) fields.emplace_back("transports", list({text("tls")}));
    if (foreign || !policy.empty()) {
      Node apps = map({{"main", policy.empty() ? map({}) : map({{"policy", map(policy)}})}});
      if (foreign) append(apps, "other", map({}));
      fields.emplace_back("apps", std::move(apps));
    }
    Node taking_part = clients();
    std::vector<Node> steps = play_.take();
    if (taking_part.entries.size() == 1) {
      std::ranges::for_each(steps, leave_out_client);
      std::ranges::for_each(expectations_, leave_out_client);
    }
    fields.emplace_back("clients", std::move(taking_part));
    fields.emplace_back("steps", list(std::move(steps)));
    if (!expectations_.empty()) fields.emplace_back("expect", list(std::move(expectations_)));
    return map(std::move(fields));
  }

  static constexpr const char* kClient = "client";
  static constexpr const char* kHelper = "first-device";
  static constexpr const char* kSomeToken = "token-1";  // of a call whose token is not on record

  const Case& incident_;
  const Cause cause_;
  const Symptoms symptoms_;
  const Shown shown_;
  Screenplay play_;
  std::vector<Node> expectations_;
  std::vector<std::string> notes_;
  std::map<std::string, Client> clients_;
  std::map<std::string, Token> tokens_;
  std::map<std::string, Arrangement> refusals_;
  std::map<std::string, std::string> users_;
  std::string helper_user_;
  std::int64_t rounds_ = 0;
  const Event* last_call_ = nullptr;
  std::size_t behind_call_ = 0;   // the number of steps when it was written
  Duration pause_{}, failing_{};  // failing_: how long a client tried in vain, at the longest
  bool tls_ = false, possible_ = true;
};

}  // namespace

Result<Replay> replay(const Case& incident, Cause cause) { return Writer(incident, cause).write(); }

}  // namespace redial::doctor
