// The classic capture file (draft-ietf-opsawg-pcap): one header, then packets. Both byte orders, micro- and nanoseconds.
#pragma once

#include "doctor/artefacts/capture/packet_file.hpp"

namespace redial::doctor::capture {

class PcapFile : public PacketFile {
 public:
  static bool is_one(View start);
  // Precondition: is_one of what comes first.
  explicit PcapFile(Window& window);
  std::optional<Record> next() override;

 private:
  Window& window_;
  ByteOrder order_;
  bool has_nanoseconds_ = false;
  bool has_header_ = false;
  std::uint32_t link_ = 0;
};

}  // namespace redial::doctor::capture
