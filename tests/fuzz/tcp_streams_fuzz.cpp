// Whatever segments a connection has, in whatever order: what comes out of it is what stands there in the stream, once, in order,
// with every hole told. The input is a script: each step says which piece of a known stream comes next.
#include <algorithm>
#include <array>

#include "doctor/artefacts/capture/tcp_stream.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace redial;
using namespace redial::doctor::capture;

constexpr std::uint32_t kFirst = 0xffff'ff00;  // so that its numbers wrap
constexpr std::size_t kStream = 1024;

std::uint8_t byte_at(std::size_t place) { return static_cast<std::uint8_t>(place * 7 + place / 256); }

struct Checked : TcpStream::Sink {
  void stream_data(View bytes) override {
    for (const std::uint8_t byte : bytes) require(byte == byte_at(place++));
  }
  void stream_lost(std::uint64_t bytes) override {
    require(bytes > 0);
    place += static_cast<std::size_t>(bytes);
  }
  std::size_t place = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::array<std::uint8_t, kStream + 256> stream;
  for (std::size_t i = 0; i < stream.size(); ++i) stream[i] = byte_at(i);
  std::size_t in_all = 0;
  {
    Checked checked;
    TcpStream read(in_all);
    read.begin(kFirst);
    for (; size >= 4; data += 4, size -= 4) {
      const std::size_t at = (data[0] * 256u + data[1]) % kStream, length = data[2];
      const auto number = kFirst + static_cast<std::uint32_t>(at);
      if (data[3] < 200)
        read.add(number, View(stream).subspan(at, length), data[3] % 8 == 0 ? data[3] / 8 : 0, checked);
      else
        read.acknowledged(number, checked);
    }
    read.flush(checked);
    require(in_all == 0);
  }
  return 0;
}
