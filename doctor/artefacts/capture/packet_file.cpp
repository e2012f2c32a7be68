// See packet_file.hpp.
#include "doctor/artefacts/capture/packet_file.hpp"

#include "doctor/artefacts/capture/pcap_file.hpp"
#include "doctor/artefacts/capture/pcapng_file.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kStart = 12;  // both forms are known by then

}  // namespace

Result<std::unique_ptr<PacketFile>> open_packets(Window& window, const std::string& name) {
  const View start = window.peek(kStart);
  if (PcapFile::is_one(start)) return std::unique_ptr<PacketFile>(std::make_unique<PcapFile>(window));
  if (PcapngFile::is_one(start)) return std::unique_ptr<PacketFile>(std::make_unique<PcapngFile>(window));
  return Error{"is no capture: neither pcap nor pcapng", name,
               "give a file that Wireshark, tcpdump or redial run --capture wrote"};
}

}  // namespace redial::doctor::capture
