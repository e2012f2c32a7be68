// A chat connection, once it is known to be one: its framing read, its messages and its end told. One class for each dialect.
#pragma once

#include <optional>
#include <string>

#include "core/wire/native_frame.hpp"
#include "core/wire/websocket_codec.hpp"
#include "doctor/artefacts/capture/dialogue.hpp"
#include "doctor/artefacts/capture/websocket_deflate.hpp"

namespace redial::doctor::capture {

// Behind its upgrade.
class WebSocketDialogue : public Dialogue {
 public:
  // `is_packed`: permessage-deflate was agreed on.
  WebSocketDialogue(Story& story, Epoch epoch, bool is_packed);

  void data(Sender from, TimePoint at, View bytes) override;
  void lost(Sender from, std::optional<std::uint64_t> bytes) override;
  void ended(Sender by, TimePoint at, TcpEnd how) override;
  void over(TimePoint at) override;
  bool is_wanted() const override { return true; }

 private:
  struct Closing {  // the first close frame
    Sender by = Sender::client;
    TimePoint at{};
    std::optional<std::uint16_t> code;
  };
  void take(Sender from, TimePoint at, const wire::WebSocketEvent& event);
  void go_blind(const std::string& why);

  Story& story_;
  Epoch epoch_;
  wire::WebSocketReader client_{wire::WebSocketReader::Role::server}, server_{wire::WebSocketReader::Role::client};
  std::optional<WebSocketDeflate> client_packed_, server_packed_;
  std::optional<Closing> closing_;
  bool is_blind_ = false;  // messages cannot be read any more
};

class NativeDialogue : public Dialogue {
 public:
  NativeDialogue(Story& story, DialogueStart start) : story_(story), start_(std::move(start)) {}

  void data(Sender from, TimePoint at, View bytes) override;
  void lost(Sender from, std::optional<std::uint64_t> bytes) override;
  void ended(Sender by, TimePoint at, TcpEnd how) override;
  void over(TimePoint) override {}
  bool is_wanted() const override { return is_wanted_; }

 private:
  void take(Sender from, TimePoint at, const wire::NativeEvent& event);
  bool begin(const wire::Bytes& connect);

  Story& story_;
  DialogueStart start_;
  std::optional<Epoch> epoch_;  // from CONNECT on
  wire::NativeReader client_;
  std::optional<wire::NativeReader> server_;  // once the client has chosen the key
  bool is_wanted_ = true, is_blind_ = false;
};

// "by the server, reset".
std::string end_text(Sender by, TcpEnd how);

}  // namespace redial::doctor::capture
