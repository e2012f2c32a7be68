// Frames of a server, right and wrong, byte by byte (RFC 6455 §5.2).
#include "core/fault/framing.hpp"

#include <gtest/gtest.h>

namespace redial::fault {
namespace {

using Kind = Framing::Kind;
using wire::Bytes;

Bytes framed(const Bytes& message, Framing framing) { return encode_framed(message, framing); }

TEST(Framing, IsOneBinaryFrameByDefault) { EXPECT_EQ(framed({0xd0}, {}), (Bytes{0x82, 0x01, 0xd0})); }

TEST(Framing, TextFrame) { EXPECT_EQ(framed({0xd0}, {.kind = Kind::text}), (Bytes{0x81, 0x01, 0xd0})); }

TEST(Framing, FragmentsContinueUntilTheLast) {
  EXPECT_EQ(framed({1, 2, 3, 4, 5}, {.kind = Kind::fragments, .bytes = 2}),
            (Bytes{0x02, 0x02, 1, 2, 0x00, 0x02, 3, 4, 0x80, 0x01, 5}));
}

TEST(Framing, MessageOfOneFragmentIsAnOrdinaryFrame) {
  EXPECT_EQ(framed({1, 2}, {.kind = Kind::fragments, .bytes = 2}), (Bytes{0x82, 0x02, 1, 2}));
  EXPECT_EQ(framed({}, {.kind = Kind::fragments, .bytes = 2}), (Bytes{0x82, 0x00}));
}

TEST(Framing, ReservedBit) { EXPECT_EQ(framed({0xd0}, {.kind = Kind::reserved_bit}), (Bytes{0xc2, 0x01, 0xd0})); }

TEST(Framing, MaskedFrame) {
  EXPECT_EQ(framed({0x01, 0x02}, {.kind = Kind::masked, .mask = {0x10, 0x20, 0x30, 0x40}}),
            (Bytes{0x82, 0x82, 0x10, 0x20, 0x30, 0x40, 0x11, 0x22}));
}

TEST(Framing, ReservedOpcode) { EXPECT_EQ(framed({0xd0}, {.kind = Kind::unknown_opcode}), (Bytes{0x83, 0x01, 0xd0})); }

TEST(Framing, OversizedFrameAnnouncesMoreThanComes) {
  EXPECT_EQ(framed({0x30}, {.kind = Kind::oversized, .bytes = 0x01020304}), (Bytes{0x82, 0x7f, 0, 0, 0, 0, 1, 2, 3, 4, 0x30}));
}

}  // namespace
}  // namespace redial::fault
