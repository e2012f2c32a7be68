// See capture.hpp: puts the readers together.
#include "doctor/artefacts/capture/capture.hpp"

#include <algorithm>

#include "doctor/artefacts/capture/conversation.hpp"
#include "doctor/artefacts/capture/packet_reader.hpp"
#include "doctor/artefacts/capture/read_packets.hpp"

namespace redial::doctor {
namespace capture {
namespace {

constexpr std::size_t kMaxKeyLogFile = 64u << 20;

std::string count_text(std::uint64_t count, const std::string& what) { return std::to_string(count) + " " + what; }

// What there was instead of a chat.
Error nothing_of_ours(const std::string& name, const PacketReader& packets, const TcpStreams& streams, const Story& story,
                      const std::string& trouble) {
  const Unread& unread = story.unread();
  Error error{"no chat connection or navigation in it: " + count_text(packets.counts().packets, "packets") + ", " +
                  count_text(streams.seen(), "TCP connections"),
              name, "capture on the client while it connects"};
  if (unread.sealed > 0) {
    error.what += ", " + count_text(unread.sealed, "of them TLS without its secrets");
    for (const std::string& server : unread.sealed_names) error.what += " " + server;
    error.advice = "record with SSLKEYLOGFILE, and give that file beside the capture";
  }
  if (unread.http2 > 0) error.what += ", " + count_text(unread.http2, "of them HTTP/2");
  if (unread.begun_before > 0) error.what += ", " + count_text(unread.begun_before, "of them begun ahead of the capture");
  for (const std::uint32_t link : packets.counts().unknown_links)
    error.what += ", link type " + std::to_string(link) + " unknown";
  if (!trouble.empty()) error.what += "; it " + trouble;
  return error;
}

void tell_gaps(Narrator& narrator, const std::string& name, const PacketReader& packets, const TcpStreams& streams,
               const std::string& trouble) {
  if (!trouble.empty()) narrator.gap(name, "the capture " + trouble);
  if (packets.counts().cut > 0)
    narrator.gap(name, count_text(packets.counts().cut, "packets are cut by the capture's snap length; record whole packets"));
  if (packets.lost_fragments() > 0) narrator.gap(name, count_text(packets.lost_fragments(), "fragmented packets are not whole"));
  if (streams.given_up() > 0) narrator.gap(name, count_text(streams.given_up(), "connections were given up: too many at once"));
  for (const std::uint32_t link : packets.counts().unknown_links)
    narrator.gap(name, "packets of link type " + std::to_string(link) + " are not read");
}

struct Bounds {
  TimePoint first = TimePoint::max(), last = TimePoint::min();
};

Bounds read_all(PacketFile& file, PacketReader& packets, KeyLog& keys) {
  Bounds bounds;
  while (const auto record = file.next()) {
    if (const auto* lines = std::get_if<KeyLines>(&*record)) {
      keys.add(lines->text);
      continue;
    }
    const Packet& packet = std::get<Packet>(*record);
    bounds.first = std::min(bounds.first, packet.at);
    bounds.last = std::max(bounds.last, packet.at);
    packets.take(packet);
  }
  return bounds;
}

}  // namespace

Result<Case> read_packets(ByteSource& source, const std::string& name, std::string_view key_log) {
  Window window(source);
  const auto file = open_packets(window, name);
  if (!file) return file.error();
  KeyLog keys;
  keys.add(key_log);
  Story story;
  TcpStreams streams([&](const TcpStart& start) { return std::make_unique<Conversation>(story, keys, start); });
  PacketReader packets(streams, story);
  const Bounds bounds = read_all(**file, packets, keys);
  streams.finish(bounds.last);
  const std::string& trouble = (*file)->trouble();
  if (!story.conclude()) return nothing_of_ours(name, packets, streams, story, trouble);
  tell_gaps(story.narrator(), name, packets, streams, trouble);
  Case begun;
  begun.origin = Origin::capture;
  begun.source = name;
  begun.sight.wire = true;
  begun.sight.has_start = !story.lacks_start();
  begun.sight.has_end = trouble.empty();
  Case done = story.narrator().finish(std::move(begun));
  done.began = std::chrono::duration_cast<UnixMillis>(done.start.time_since_epoch());
  return done;
}

}  // namespace capture

Result<Case> read_capture(const std::string& path, const std::string& key_log) {
  const auto file = capture::open_file(path);
  if (!file) return file.error();
  std::string lines;
  if (!key_log.empty()) {
    const auto keys = capture::open_file(key_log);
    if (!keys) return keys.error();
    lines.resize(capture::kMaxKeyLogFile);
    lines.resize((*keys)->read({reinterpret_cast<std::uint8_t*>(lines.data()), lines.size()}));
  }
  return capture::read_packets(**file, path, lines);
}

}  // namespace redial::doctor
