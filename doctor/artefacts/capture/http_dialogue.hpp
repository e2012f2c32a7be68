// Questions and answers of one HTTP/1.1 connection: each pair goes to the story, and a chat's WebSocket upgrade becomes a dial.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "doctor/artefacts/capture/dialogue.hpp"
#include "doctor/artefacts/capture/http_reader.hpp"

namespace redial::doctor::capture {

inline constexpr std::size_t kMaxPipelined = 64;  // questions without an answer; more are no HTTP that we know

class HttpDialogue : public Dialogue, HttpReader::Sink {
 public:
  HttpDialogue(Story& story, DialogueStart start) : story_(story), start_(std::move(start)) {}

  void data(Sender from, TimePoint at, View bytes) override;
  void lost(Sender from, std::optional<std::uint64_t> bytes) override;
  void ended(Sender by, TimePoint at, TcpEnd how) override;
  void over(TimePoint at) override;
  bool is_wanted() const override { return !is_broken_; }
  std::optional<Handover> take_handover() override { return std::exchange(handover_, std::nullopt); }

 private:
  struct Question {
    HttpExchange exchange;
    bool is_head = false, is_connect = false;
    std::optional<Epoch> dial;      // it asks for a chat's WebSocket
    bool is_other_upgrade = false;  // or for another
    bool has_answer_begun = false;
  };

  HttpReader::Next http_head(const HttpMessage& head) override;
  void http_message(HttpMessage message) override;
  HttpReader::Next asked(const HttpMessage& head);
  HttpReader::Next answered(const HttpMessage& head);
  HttpReader::Next switched(const HttpMessage& head);
  void tell_answer(Question question, HttpMessage message);
  void tell_end(Question question, const HttpExchange::Trouble& trouble);
  std::string url_of(const HttpMessage& request) const;
  void break_off();

  Story& story_;
  DialogueStart start_;
  HttpReader requests_{HttpReader::Reads::requests}, responses_{HttpReader::Reads::responses};
  std::deque<Question> questions_;  // not answered
  Sender from_ = Sender::client;    // of the bytes being read
  TimePoint at_{}, asked_at_{};
  bool is_first_ = true, is_broken_ = false;
  std::optional<Handover> handover_;
};

}  // namespace redial::doctor::capture
