// What passes between client and server above TCP and TLS, as far as it is the chat's. One kind of it each; what they find goes
// to the story.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/story.hpp"
#include "doctor/artefacts/capture/tcp_connection.hpp"

namespace redial::doctor::capture {

struct DialogueStart {
  net::Endpoint server;
  std::string server_name;  // that TLS named
  bool over_tls = false;
  TimePoint dialled{};  // when the client asked for the connection
  TimePoint opened{};   // when it had it
};

class Dialogue {
 public:
  virtual ~Dialogue() = default;
  virtual void data(Sender from, TimePoint at, View bytes) = 0;
  // Bytes are missing here; nobody knows how many, if `bytes` is nothing.
  virtual void lost(Sender from, std::optional<std::uint64_t> bytes) = 0;
  virtual void ended(Sender by, TimePoint at, TcpEnd how) = 0;  // once: the first end of either side, or a reset
  virtual void over(TimePoint at) = 0;                          // the record ends
  virtual bool is_wanted() const = 0;

  // Something else goes on in the same connection: `next`, or, if that is empty, something to be recognised anew.
  struct Handover {
    std::unique_ptr<Dialogue> next;
    wire::Bytes rest;  // bytes of the server that are the next one's already
  };
  virtual std::optional<Handover> take_handover() { return std::nullopt; }
};

// By what the client says first. Nothing: too little to tell.
enum class Speech : std::uint8_t { http, http2, native, tls, foreign };
std::optional<Speech> recognise_speech(View first);

}  // namespace redial::doctor::capture
