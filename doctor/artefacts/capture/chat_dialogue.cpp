// See chat_dialogue.hpp.
#include "doctor/artefacts/capture/chat_dialogue.hpp"

#include <utility>

#include "core/base/overloaded.hpp"
#include "core/wire/connect.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::string_view kHole = "packets are not in the capture; what follows is not read";

std::string place_of(Epoch epoch) { return "connection " + std::to_string(epoch.value); }

}  // namespace

std::string end_text(Sender by, TcpEnd how) {
  return std::string(by == Sender::client ? "by the client" : "by the server") + (how == TcpEnd::reset ? ", reset" : "");
}

WebSocketDialogue::WebSocketDialogue(Story& story, Epoch epoch, bool is_packed) : story_(story), epoch_(epoch) {
  if (!is_packed) return;
  client_packed_.emplace();
  server_packed_.emplace();
}

void WebSocketDialogue::data(Sender from, TimePoint at, View bytes) {
  if (is_blind_) return;
  const bool by_client = from == Sender::client;
  auto& packed = by_client ? client_packed_ : server_packed_;
  auto& reader = by_client ? client_ : server_;
  wire::Bytes plain;
  if (packed) bytes = plain = packed->add(bytes);
  for (const wire::WebSocketEvent& event : reader.read(bytes)) take(from, at, event);
  if (packed && packed->is_broken()) go_blind("a packed message that cannot be unpacked");
}

void WebSocketDialogue::take(Sender from, TimePoint at, const wire::WebSocketEvent& event) {
  std::visit(Overloaded{[&](const wire::WebSocketMessage& message) {
                          if (!message.is_text) story_.message(epoch_, at, from, message.payload);
                        },
                        [&](const wire::WebSocketClose& close) {
                          if (!closing_) closing_ = Closing{from, at, close.code};
                        },
                        [&](const wire::WebSocketViolation& violation) { go_blind(violation.what); }, [](const auto&) {}},
             event);
}

void WebSocketDialogue::go_blind(const std::string& why) {
  if (std::exchange(is_blind_, true)) return;
  story_.gap(place_of(epoch_), why + "; its messages are not read from there on");
}

void WebSocketDialogue::lost(Sender, std::optional<std::uint64_t>) {
  if (!std::exchange(is_blind_, true)) story_.gap(place_of(epoch_), std::string(kHole));
}

// Who sent the first close frame ended it, and not who was first to close TCP.
void WebSocketDialogue::ended(Sender by, TimePoint at, TcpEnd how) {
  const auto closing = std::exchange(closing_, std::nullopt);
  const std::optional<std::int32_t> code = closing && closing->code ? std::optional<std::int32_t>(*closing->code) : std::nullopt;
  story_.narrator().closed(epoch_, at, code, closing ? end_text(closing->by, TcpEnd::fin) : end_text(by, how));
}

void WebSocketDialogue::over(TimePoint) {
  if (closing_) ended(closing_->by, closing_->at, TcpEnd::fin);
}

void NativeDialogue::data(Sender from, TimePoint at, View bytes) {
  if (is_blind_ || !is_wanted_) return;
  if (from == Sender::client) {
    for (const wire::NativeEvent& event : client_.read(bytes)) take(from, at, event);
  } else {
    if (!server_ && client_.key()) server_.emplace(*client_.key());
    is_wanted_ = server_.has_value();  // a server does not speak ahead of CONNECT
    if (!server_) return;
    for (const wire::NativeEvent& event : server_->read(bytes)) take(from, at, event);
  }
}

bool NativeDialogue::begin(const wire::Bytes& connect) {
  if (!wire::decode_connect(connect)) return false;
  epoch_ = story_.dial({.at = start_.dialled,
                        .dialect = wire::Dialect::native,
                        .url = (start_.over_tls ? "tls://" : "tcp://") + to_text(start_.server)},
                       start_.server);
  story_.narrator().opened(*epoch_, start_.opened);
  return true;
}

void NativeDialogue::take(Sender from, TimePoint at, const wire::NativeEvent& event) {
  if (is_blind_ || !is_wanted_) return;
  if (const auto* message = std::get_if<wire::Bytes>(&event)) {
    if (!epoch_) is_wanted_ = begin(*message);
    if (epoch_) story_.message(*epoch_, at, from, *message);
    return;
  }
  is_wanted_ = epoch_.has_value();
  is_blind_ = true;
  if (epoch_) story_.gap(place_of(*epoch_), std::get<wire::NativeViolation>(event).what + "; not read from there on");
}

void NativeDialogue::lost(Sender, std::optional<std::uint64_t>) {
  if (!std::exchange(is_blind_, true) && epoch_) story_.gap(place_of(*epoch_), std::string(kHole));
}

void NativeDialogue::ended(Sender by, TimePoint at, TcpEnd how) {
  if (epoch_) story_.narrator().closed(*epoch_, at, std::nullopt, end_text(by, how));
}

}  // namespace redial::doctor::capture
