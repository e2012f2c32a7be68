// The newer capture file (draft-ietf-opsawg-pcapng): blocks, in sections with interfaces of their own. Comments, statistics and
// names are skipped.
#pragma once

#include <vector>

#include "doctor/artefacts/capture/packet_file.hpp"

namespace redial::doctor::capture {

// More in one section mean that the file is damaged.
inline constexpr std::size_t kMaxInterfaces = 65'536;

class PcapngFile : public PacketFile {
 public:
  static bool is_one(View start);
  // Precondition: is_one of what comes first.
  explicit PcapngFile(Window& window) : window_(window) {}
  std::optional<Record> next() override;

 private:
  struct Interface {
    std::uint32_t link = 0;
    std::uint32_t snap_length = 0;    // 0: none
    std::uint64_t units = 1'000'000;  // of time, in a second
    std::int64_t offset = 0;          // in seconds, to be added to times
  };

  bool begin_section(View header);
  void add_interface(View body);
  void read_options(View options, Interface& interface);
  TimePoint time_of(const Interface& interface, std::uint64_t units) const;
  std::optional<Record> enhanced(View body) const;
  std::optional<Record> simple(View body) const;
  std::optional<Record> obsolete(View body) const;
  std::optional<Record> packet(std::size_t interface, std::uint64_t time, View data, std::size_t kept, std::size_t size) const;
  std::optional<Record> secrets(View body) const;
  std::optional<Record> read(std::uint32_t type, View body);

  Window& window_;
  ByteOrder order_;
  std::vector<Interface> interfaces_;
};

}  // namespace redial::doctor::capture
