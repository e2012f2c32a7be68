// What a capture tells of the chat: gathers what its connections show, knows which servers are the chat's, and decides at the end
// which attempts that came to nothing were meant for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "doctor/artefacts/capture/tcp_segment.hpp"
#include "doctor/case/narrator.hpp"

namespace redial::doctor::capture {

inline constexpr std::size_t kMaxToldBytes = 64u << 20;  // of messages; later ones are counted alone
inline constexpr std::size_t kMaxAttempts = 10'000;      // that came to nothing; later ones are left out
inline constexpr std::size_t kMaxGaps = 1000;            // of connections; more are counted
inline constexpr std::size_t kMaxKnownNames = 65'536;    // of addresses and hosts

// A connection that ended before it showed what it was for.
struct Attempt {
  TimePoint at{}, failed{};
  net::Endpoint server;
  std::string server_name;  // that TLS named; empty: none
  bool over_tls = false;
  Failure how = Failure::unknown;
  std::string detail;
};

// Counts of connections that could not be read, for people.
struct Unread {
  std::uint64_t sealed = 0, http2 = 0, begun_before = 0;
  std::set<std::string> sealed_names, http2_names;  // some of their servers
};

class Story {
 public:
  // ---- what connections show ----
  void exchange(const HttpExchange& exchange, const net::Endpoint& server);
  Epoch dial(const Dial& dial, const net::Endpoint& server);
  void message(Epoch connection, TimePoint at, wire::Sender sender, View bytes);
  void attempt(Attempt attempt);
  void sealed(const net::Endpoint& server, const std::string& name);
  void http2(const net::Endpoint& server, const std::string& name);
  void begun_before(const net::Endpoint& server);
  void gap(std::string where, std::string what);
  void worked() { ++others_; }  // a connection that did what it was for, whatever that was
  // ---- what name servers answered ----
  void resolved(const std::string& name, const net::Endpoint& address);  // its port does not count
  void unresolved(const std::string& name, TimePoint at, const std::string& detail);

  Narrator& narrator() { return narrator_; }
  const Unread& unread() const { return unread_; }

  // Was a connection to a server of the chat's open before the capture began?
  bool lacks_start() const;
  // Tells the attempts that were meant for the chat. Once, at the end. False: nothing of the chat was seen at all.
  bool conclude();

 private:
  bool one_server_failed() const;
  struct Unresolved {
    std::string name, detail;
    TimePoint at{};
  };
  enum class Meant : std::uint8_t { navigation, chat, other };

  void learn_addresses(const HttpExchange& exchange);
  void know_host(std::string_view host_and_port);
  std::string name_of(const Attempt& attempt) const;
  bool is_ours(const Attempt& attempt) const;
  Meant meaning_of(const Attempt& attempt) const;
  void tell(const Attempt& attempt, Meant meant);
  void tell_navigation(const std::string& url, TimePoint at, TimePoint failed, Failure how, const std::string& detail);
  void tell_gaps();

  Narrator narrator_;
  std::set<std::string> chat_, navigation_;   // "host:port" of servers, by name and by address
  std::set<std::string> hosts_;               // names alone
  std::map<std::string, std::string> names_;  // address to name
  std::vector<Attempt> attempts_;
  std::vector<Unresolved> unresolved_;
  TimePoint first_answer_ = TimePoint::max();  // of a navigator
  std::uint64_t told_ = 0, others_ = 0, told_bytes_ = 0, untold_ = 0, gaps_ = 0;
  Unread unread_;
  std::set<std::string> begun_before_;  // their servers
};

}  // namespace redial::doctor::capture
