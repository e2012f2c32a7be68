// One TCP connection read as what it carries: TLS taken off where its secrets are known, then whatever the client begins to
// speak. An end that comes too early to tell is an attempt, about which the story decides.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "doctor/artefacts/capture/dialogue.hpp"
#include "doctor/artefacts/capture/tcp_streams.hpp"
#include "doctor/artefacts/capture/tls_reader.hpp"

namespace redial::doctor::capture {

// A SYN is unanswered if the capture goes on for so long behind it, or if it was sent again.
inline constexpr Duration kPatience = std::chrono::seconds(3);
// What opened and was never used in longer than this was opened in advance, as browsers do.
inline constexpr Duration kOpenedInAdvance = std::chrono::seconds(5);

class Conversation : public TcpListener, TlsReader::Sink {
 public:
  Conversation(Story& story, const KeyLog& keys, const TcpStart& start);

  void asked(TimePoint at) override;
  void opened(TimePoint at) override;
  void data(Sender from, TimePoint at, View bytes) override;
  void lost(Sender from, TimePoint at, std::uint64_t bytes) override;
  void unreachable(TimePoint at) override;
  void ended(Sender by, TimePoint at, TcpEnd how) override;
  void over(TimePoint at) override;
  bool is_wanted() const override { return is_wanted_; }

 private:
  void plain_data(Sender from, View bytes) override;
  void plain_lost(Sender from) override;
  void recognise(Sender from, View bytes);
  void speak(Speech speech, View first);
  void begin_tls();
  void tls_data(Sender from, View bytes);
  void tls_ends_early(Sender from);
  void hand_on(Sender from, View bytes);
  void take_end(Sender by, TimePoint at, TcpEnd how);
  void tell_attempt(TimePoint failed, Failure how, std::string detail);
  bool tell_tls_trouble(std::optional<Sender> by, TimePoint at, TcpEnd how);
  std::string server_name() const { return tls_ ? tls_->facts().server_name : std::string(); }

  Story& story_;
  const KeyLog& keys_;
  TcpStart start_;
  TimePoint last_asked_{}, opened_at_{}, at_{};
  int asked_ = 0;
  bool is_open_ = false, has_ended_ = false, is_wanted_ = true, is_told_ = false;
  bool is_fresh_ = true;  // nothing was carried yet: an end now is an attempt's
  wire::Bytes first_;     // of the client, too little to recognise it by
  std::unique_ptr<TlsReader> tls_;
  TimePoint server_spoke_{};
  std::unique_ptr<Dialogue> dialogue_;
};

}  // namespace redial::doctor::capture
