// The WebSocket entries of a HAR: which are connections to a chat server, and what passed on them. What the messages say is the
// Narrator's business.
#pragma once

#include "doctor/artefacts/har_entry.hpp"
#include "doctor/case/narrator.hpp"

namespace redial::doctor {

// By its address, as docs/PROTOCOL.md has it: other sockets of a page are none of ours.
bool is_chat_socket(const HarEntry& entry);

struct SocketSight {
  bool has_messages = true;  // false: the file tells of the connection and not of its messages
  bool has_end = true;       // false: it was under way when the file was saved
  bool all_readable = true;  // false: messages were left out that are no base64
};

// Tells the narrator of it. `by_chromium`: its DevTools wrote the file, whose times of a WebSocket reach to its end.
SocketSight tell_socket(Narrator& narrator, const HarEntry& entry, bool by_chromium);

}  // namespace redial::doctor
