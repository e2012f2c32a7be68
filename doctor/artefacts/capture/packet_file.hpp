// The two forms of a capture file, pcap and pcapng, as one row of packets. What is in a packet is not its business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/result.hpp"
#include "core/time/time.hpp"
#include "doctor/artefacts/capture/byte_source.hpp"

namespace redial::doctor::capture {

// A longer packet means that the file is damaged; tcpdump's longest is 262,144.
inline constexpr std::size_t kMaxPacketBytes = 512 * 1024;

struct Packet {
  TimePoint at{};          // wall time, since 1970
  std::uint32_t link = 0;  // of the tcpdump group's list of link types
  View bytes;              // what was kept of it; valid until the next one is asked for
  std::size_t size = 0;    // what there was of it
};
struct KeyLines {  // lines of a TLS key log inside the file; valid as a packet's bytes are
  std::string_view text;
};
using Record = std::variant<Packet, KeyLines>;

class PacketFile {
 public:
  virtual ~PacketFile() = default;
  // Nothing: the file ends here, or cannot be read any further (`trouble`).
  virtual std::optional<Record> next() = 0;
  // Why it could not be read to its end, and where: "breaks off at byte 1234"; empty if it was.
  const std::string& trouble() const { return trouble_; }

 protected:
  std::nullopt_t give_up(const Window& window, const std::string& what) {
    trouble_ = what + " at byte " + std::to_string(window.offset());
    return std::nullopt;
  }

 private:
  std::string trouble_;
};

// By its first bytes; nothing of the window may have been skipped, and it must outlive what comes back. Errors: neither form.
Result<std::unique_ptr<PacketFile>> open_packets(Window& window, const std::string& name);

}  // namespace redial::doctor::capture
