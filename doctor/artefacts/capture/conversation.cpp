// See conversation.hpp.
#include "doctor/artefacts/capture/conversation.hpp"

#include <utility>

#include "doctor/artefacts/capture/chat_dialogue.hpp"
#include "doctor/artefacts/capture/http_dialogue.hpp"
#include "doctor/artefacts/capture/tls_trouble.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kMaxFirstBytes = 64;   // by then every speech is recognised
constexpr std::uint64_t kSealedRecords = 4;  // of both sides together: the handshake is over, and cannot be read

}  // namespace

Conversation::Conversation(Story& story, const KeyLog& keys, const TcpStart& start)
    : story_(story),
      keys_(keys),
      start_(start),
      last_asked_(start.at),
      opened_at_(start.at),
      at_(start.at),
      server_spoke_(start.at) {
  is_open_ = !start.from_its_beginning;
}

void Conversation::asked(TimePoint at) {
  ++asked_;
  last_asked_ = at;
}

void Conversation::opened(TimePoint at) {
  is_open_ = true;
  opened_at_ = at;
  server_spoke_ = at;
}

void Conversation::data(Sender from, TimePoint at, View bytes) {
  at_ = at;
  if (from == Sender::server) server_spoke_ = at;
  if (tls_)
    tls_data(from, bytes);
  else
    plain_data(from, bytes);
}

void Conversation::plain_data(Sender from, View bytes) {
  if (dialogue_)
    hand_on(from, bytes);
  else
    recognise(from, bytes);
}

void Conversation::recognise(Sender from, View bytes) {
  is_fresh_ = false;
  if (from == Sender::server) {  // none that we know speaks first; but the middle of one may be seen
    if (!start_.from_its_beginning) story_.begun_before(start_.server);
    story_.worked();
    is_wanted_ = false;
    return;
  }
  first_.insert(first_.end(), bytes.begin(), bytes.end());
  const auto speech = recognise_speech(first_);
  if (!speech && first_.size() < kMaxFirstBytes) return;
  const wire::Bytes first = std::exchange(first_, {});
  speak(speech.value_or(Speech::foreign), first);
}

void Conversation::speak(Speech speech, View first) {
  const DialogueStart start{.server = start_.server,
                            .server_name = server_name(),
                            .over_tls = tls_ != nullptr,
                            .dialled = start_.at,
                            .opened = tls_ ? at_ : opened_at_};
  switch (speech) {
    case Speech::tls:
      if (tls_) break;  // in itself: nothing of ours
      begin_tls();
      return tls_data(Sender::client, first);
    case Speech::http:
      dialogue_ = std::make_unique<HttpDialogue>(story_, start);
      return hand_on(Sender::client, first);
    case Speech::native:
      dialogue_ = std::make_unique<NativeDialogue>(story_, start);
      return hand_on(Sender::client, first);
    case Speech::http2:
      if (tls_) story_.http2(start_.server, server_name());
      break;
    case Speech::foreign:
      if (!start_.from_its_beginning) story_.begun_before(start_.server);
      break;
  }
  story_.worked();
  is_wanted_ = false;
}

void Conversation::begin_tls() {
  TlsReader::Sink& sink = *this;
  tls_ = std::make_unique<TlsReader>(keys_, sink);
  is_fresh_ = true;
}

void Conversation::tls_data(Sender from, View bytes) {
  tls_->data(from, bytes);
  const TlsFacts& facts = tls_->facts();
  if (!facts.trouble.empty() && !is_told_) tls_ends_early(from);
  const bool is_done = facts.is_sealed && facts.encrypted[0] > 1 && facts.encrypted[0] + facts.encrypted[1] > kSealedRecords;
  if (is_done && !facts.is_open) {  // it works, and says no more
    story_.sealed(start_.server, facts.server_name);
    is_wanted_ = false;
  }
}

// It cannot be read any further. What it was for is known, or its end may still tell.
void Conversation::tls_ends_early(Sender from) {
  const TlsFacts& facts = tls_->facts();
  if (facts.is_open || dialogue_) story_.gap("TLS with " + to_text(start_.server), facts.trouble + "; what follows is not read");
  if (dialogue_) {
    is_told_ = true;
    return dialogue_->lost(from, std::nullopt);
  }
  if (!facts.has_hello) story_.begun_before(start_.server);
  if (facts.has_hello && !facts.has_answer) return;
  story_.worked();
  is_wanted_ = false;
}

void Conversation::hand_on(Sender from, View bytes) {
  is_fresh_ = false;
  dialogue_->data(from, at_, bytes);
  if (auto handover = dialogue_->take_handover()) {
    dialogue_ = std::move(handover->next);
    if (!handover->rest.empty()) plain_data(Sender::server, handover->rest);
  } else if (!dialogue_->is_wanted()) {
    is_wanted_ = false;
  }
}

void Conversation::lost(Sender from, TimePoint at, std::uint64_t bytes) {
  at_ = at;
  if (tls_)
    tls_->lost(from, bytes), tls_data(from, {});
  else if (dialogue_)
    dialogue_->lost(from, bytes);
  else
    is_wanted_ = false;
  if (dialogue_ && !dialogue_->is_wanted()) is_wanted_ = false;
}

void Conversation::plain_lost(Sender from) {
  if (dialogue_) dialogue_->lost(from, std::nullopt);
}

void Conversation::unreachable(TimePoint at) {
  if (is_open_ || std::exchange(is_told_, true)) return;
  tell_attempt(at, Failure::unreachable, "a router, or the host, says that it cannot be reached");
}

void Conversation::ended(Sender by, TimePoint at, TcpEnd how) {
  if (std::exchange(has_ended_, true)) return;  // the first end decides
  at_ = at;
  take_end(by, at, how);
}

void Conversation::take_end(Sender by, TimePoint at, TcpEnd how) {
  if (dialogue_) return dialogue_->ended(by, at, how);
  if (is_told_) return;
  if (!is_open_) {
    if (by == Sender::server) tell_attempt(at, Failure::refused, "SYN was answered by a reset");
    return;
  }
  if (tls_ && tell_tls_trouble(by, at, how)) return;
  const bool may_be_attempt = is_fresh_ && start_.from_its_beginning && by == Sender::server;
  if (!may_be_attempt || at - opened_at_ > kOpenedInAdvance) return;
  tell_attempt(at, how == TcpEnd::reset ? Failure::reset : Failure::closed, end_text(by, how) + ", before anything was asked");
}

bool Conversation::tell_tls_trouble(std::optional<Sender> by, TimePoint at, TcpEnd how) {
  const std::string name = server_name();
  const TlsEnding ending{
      .host = name.empty() ? host_text(start_.server) : name, .at = at, .since_answer = at - server_spoke_, .by = by, .how = how};
  const auto trouble = trouble_of(tls_->facts(), ending);
  if (trouble) tell_attempt(at, trouble->how, trouble->detail);
  return trouble.has_value();
}

void Conversation::tell_attempt(TimePoint failed, Failure how, std::string detail) {
  is_told_ = true;
  story_.attempt({.at = start_.at,
                  .failed = failed,
                  .server = start_.server,
                  .server_name = server_name(),
                  .over_tls = tls_ != nullptr,
                  .how = how,
                  .detail = std::move(detail)});
}

void Conversation::over(TimePoint at) {
  if (dialogue_ && !has_ended_) dialogue_->over(at);
  if (dialogue_ || has_ended_ || is_told_) return;
  if (!is_open_) {
    if (asked_ > 1 || at - last_asked_ > kPatience)
      tell_attempt(last_asked_, Failure::timed_out, "no answer to " + std::to_string(asked_) + " SYN");
    return;
  }
  if (tls_ && !tell_tls_trouble(std::nullopt, at_, TcpEnd::fin) && tls_->facts().is_sealed)
    story_.sealed(start_.server, server_name());
}

}  // namespace redial::doctor::capture
