// Frames captured from the vendor's native stack (docs/PROTOCOL.md).
#pragma once

#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {

// Device dev-0001, AppKey spike-key-01, token tok-A@; the usual mask.
inline Bytes captured_connect_frame() {
  return hex(
      "14 5c 48 6c4b47627c4863136f8b1f21102f72121a602511201616793e227b46596a46342f217c447e53167d3c0e380c25092241427c152d63"
      "577f1c09607e44690a26466c4b614e7b0a5737");
}

// The message in it, its mask removed.
inline Bytes captured_connect() {
  return hex(
      "14 0006 52436c6f7564 03 c6 0a00 0008 6465762d30303031 000e 526f6e67494d5043436c69656e74 000a 50432d2d352e34362e31"
      "000c 7370696b652d6b65792d3031 0006 746f6b2d4140");
}

}  // namespace redial::wire
