// What the Web SDK's log lines mean: from lines to the events of a trace (docs/CONSOLE_LOG.md has the table). It tells what a
// line says, and nothing that it does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/trace/trace.hpp"
#include "doctor/artefacts/console_app.hpp"
#include "doctor/artefacts/console_browser.hpp"
#include "doctor/artefacts/console_line.hpp"
#include "doctor/case/narrator.hpp"

namespace redial::doctor {

class ConsoleStory {
 public:
  // `shows_requests`: the log names each question to a navigator, as it does at its finest level only.
  ConsoleStory(Narrator& narrator, bool shows_requests) : narrator_(narrator), shows_requests_(shows_requests) {}

  void tell(const ConsoleLine& line, TimePoint at, std::size_t number);
  void tell(const BrowserError& error, TimePoint at);
  // What the app says that it was told: for logs in which the SDK itself says nothing.
  void tell(const AppWord& word, TimePoint at);
  // A line of the app's own: is it an answer that brings a token?
  void tell_app_line(std::string_view line, TimePoint at);

  // Hands all events over to the narrator.
  void finish();

  const std::string& sdk() const { return sdk_; }
  bool has_start() const { return has_start_; }
  // Is the SDK at something that takes seconds: connecting, coming back, or pinging in a log that shows it?
  bool is_busy() const { return is_busy_; }

 private:
  using Handler = void (ConsoleStory::*)(const ConsoleLine&);
  struct Call {
    CallId id;
    std::string name;
  };
  struct Socket {
    Epoch epoch;
    std::string token, user, url;
    TimePoint dialled{};
    bool is_open = false, is_over = false, by_client = false, is_decided = false;
  };
  struct Navigation {
    std::string trace, token, url;  // the URL being asked, without query; empty between two
    TimePoint asked{};
    bool is_told = false;  // how the last question ended
  };
  static Handler handler_of(std::string_view tag);

  // console_story.cpp: the app's side
  void started(const ConsoleLine& line);
  void initialised_twice(const ConsoleLine& line);
  void connect_called(const ConsoleLine& line);
  void reconnect_called(const ConsoleLine& line);
  void send_called(const ConsoleLine& line);
  void called(const ConsoleLine& line);  // without an answer in the log
  void answered(const ConsoleLine& line);
  void status_told(const ConsoleLine& line);
  void message_told(const ConsoleLine& line);
  void old_line(const ConsoleLine& line);
  void ignored(const ConsoleLine&) {}
  void other(const ConsoleLine& line);
  // console_network.cpp: the network's side
  void navigation_begun(const ConsoleLine& line);
  void requested(const ConsoleLine& line);
  void request_failed(const ConsoleLine& line);
  void answer_unreadable(const ConsoleLine& line);
  void find_navigation(const std::string& trace);
  void navigation_ended(const ConsoleLine& line);
  void navigation_ended_with(std::int64_t code);
  void socket_told(const ConsoleLine& line);
  void dialled(std::string_view url, const std::string& trace);
  void socket_event(const ConsoleLine& line);
  void login_decided(std::int32_t status, const std::string& trace);
  void login_result(const ConsoleLine& line);
  void pinged(const ConsoleLine& line);
  void ping_answered(const ConsoleLine& line);
  void message_received(const ConsoleLine& line);
  void disconnect_received(std::int32_t status);

  trace::Event event(trace::EventKind kind) const;
  trace::Event socket_event_of(trace::EventKind kind, const Socket& socket) const;
  void append(trace::Event event);
  void append_call(std::string name, const std::string& trace, std::string token = {});
  void append_answer(trace::EventKind kind, std::optional<std::int32_t> code, Failure how, std::string detail);
  void append_failure(trace::Event event, const std::string& url);
  void append_by_browser(const BrowserError& error);
  void append_question();
  void append_unlogged_dial(const BrowserError& error);
  std::string learn(std::string_view query);
  std::string label_of(const std::string& token);
  std::string present(const std::string& token);
  void learn_app_key(const std::string& key);
  void new_client();
  void cut(const ConsoleLine& line);
  void tell_cut(const ConsoleLine& line);
  std::optional<nlohmann::json> json_of(const ConsoleLine& line);
  Socket* find_socket(const std::string& trace);

  Narrator& narrator_;
  bool shows_requests_ = false;
  TimePoint at_{};
  std::size_t line_ = 0, cut_lines_ = 0;
  std::uint64_t dropped_ = 0;
  std::vector<trace::Event> events_;
  std::string sdk_;
  bool has_start_ = false, has_masked_ = false, is_busy_ = false;

  std::string client_ = "client-1";
  std::size_t clients_ = 1;
  std::string started_by_;  // tags of the lines that told of this start
  std::string app_key_;
  std::uint32_t last_call_ = 0, last_epoch_ = 0;
  std::map<std::string, Call> calls_;      // that wait for their answer, by trace
  std::map<std::string, Socket> sockets_;  // by the trace of their attempt
  std::string current_;                    // trace of the last dial
  Navigation navigation_;
  bool shows_network_ = false;                              // the log tells of questions and dials as they begin
  std::map<std::string, BrowserError> reasons_;             // by URL, ahead of the event that they explain
  std::map<std::string, std::size_t> unexplained_;          // by URL, events that failed for no reason told
  std::size_t unexplained_navigation_ = trace::kMaxEvents;  // one whose URL is not in the log; its question is ahead of it
};

}  // namespace redial::doctor
