// One packet is held; whatever comes next writes it.
#include "net/capture/connection_capture.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "net/capture/tcp_packet.hpp"

namespace redial::net::capture {
namespace {

constexpr std::string_view kInterface = "mock server";
// Who strikes a connection ends it in the same breath.
constexpr UnixTime kBreath = std::chrono::milliseconds(1);

}  // namespace

ConnectionCapture::ConnectionCapture(const About& about, UnixTime at, Write write)
    : write_(std::move(write)), tcp_(about.ends.peer, about.ends.here) {
  write_(section_header(about.application, about.comment));
  write_(interface_description(kInterface));
  take(at, tcp_.handshake());
}

ConnectionCapture::~ConnectionCapture() {
  for (Announced& lost : announced_) notes_.push_back({held_->at, "never written: " + std::move(lost.text)});
  std::ranges::move(of_our_end_, std::back_inserter(notes_));
  for (Note& note : notes_) held_->comments.push_back(std::move(note.text));
  write_held();
}

void ConnectionCapture::read(UnixTime at, std::span<const std::uint8_t> bytes) { take(at, tcp_.data(Side::client, bytes)); }

void ConnectionCapture::queued(std::size_t size) {
  if (auto text = std::exchange(leaving_, std::nullopt)) announced_.push_back({queued_, *std::move(text)});
  queued_ += size;
}

void ConnectionCapture::written(UnixTime at, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto segment = bytes.first(std::min(bytes.size(), kMaxSegmentBytes));
    take(at, tcp_.data(Side::server, segment));
    written_ += segment.size();
    for (; !announced_.empty() && announced_.front().offset < written_; announced_.pop_front())
      held_->comments.push_back(std::move(announced_.front().text));
    bytes = bytes.subspan(segment.size());
  }
}

void ConnectionCapture::ending(UnixTime at) {
  const auto cause = std::ranges::find_if(notes_, [at](const Note& note) { return at - note.at < kBreath; });
  of_our_end_.assign(std::make_move_iterator(cause), std::make_move_iterator(notes_.end()));
  notes_.erase(cause, notes_.end());
}

void ConnectionCapture::ended(UnixTime at, TcpTap::End how) {
  switch (how) {
    case TcpTap::End::fin_sent:
      return take_our_end(at, tcp_.fin(Side::server));
    case TcpTap::End::reset_sent:
      return take_our_end(at, tcp_.reset(Side::server));
    case TcpTap::End::fin_received:
      return take(at, tcp_.fin(Side::client));
    case TcpTap::End::reset_received:
      return take(at, tcp_.reset(Side::client));
  }
}

void ConnectionCapture::secret(std::string_view line) { write_(decryption_secrets(std::string(line) + "\n")); }

void ConnectionCapture::note(UnixTime at, std::string text) { notes_.push_back({at, std::move(text)}); }

void ConnectionCapture::sent(UnixTime at) {
  if (auto text = std::exchange(leaving_, std::nullopt)) note(at, "held back: " + *std::move(text));
}

void ConnectionCapture::take_our_end(UnixTime at, Packets packets) {
  take(at, std::move(packets));
  for (Note& note : std::exchange(of_our_end_, {})) held_->comments.push_back(std::move(note.text));
}

void ConnectionCapture::take(UnixTime at, Packets packets) {
  for (Packet& packet : packets) hold(at, std::move(packet));
}

void ConnectionCapture::hold(UnixTime at, Packet packet) {
  Held next{at, std::move(packet), {}};
  for (Note& note : notes_) {
    const bool is_nearer_before = held_ && note.at - held_->at <= at - note.at;
    (is_nearer_before ? held_->comments : next.comments).push_back(std::move(note.text));
  }
  notes_.clear();
  write_held();
  held_ = std::move(next);
}

void ConnectionCapture::write_held() {
  if (!held_) return;
  const auto direction = held_->packet.from == Side::client ? Direction::inbound : Direction::outbound;
  write_(enhanced_packet(held_->at, direction, held_->packet.bytes, held_->comments));
}

}  // namespace redial::net::capture
