// A long capture of others' traffic costs neither memory nor much time: a short one of the kind here, a long one as a benchmark.
#include <gtest/gtest.h>

#include "tests/unit/doctor/artefacts/capture/endless_capture.hpp"
#include "tests/unit/doctor/artefacts/capture/made_capture.hpp"

namespace redial::doctor::capture {
namespace {

TEST(LargeCaptureTest, ChatBehindMuchOfOthersIsFound) {
  EndlessCapture source(32u << 20);
  const auto one = read_packets(source, "endless.pcap", {});
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_EQ(lines_of(*one).front(), "wire   client-1 dial epoch=1 token=token-1 detail=ws://127.0.0.1:90/websocket");
  EXPECT_GT(source.given(), 32u << 20);
}

}  // namespace
}  // namespace redial::doctor::capture
