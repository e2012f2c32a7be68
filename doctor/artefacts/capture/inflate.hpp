// Packed bytes unpacked: bodies of HTTP, and messages of permessage-deflate (RFC 7692). Never more than was allowed.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/bytes.hpp"

namespace redial::doctor::capture {

// As gzip, zlib, or without any header: "deflate" is said of both. Nothing: damaged, cut off, or longer than `limit`.
std::optional<std::string> inflated(View packed, std::size_t limit);

// The messages of one direction, in order. Each may build on those before.
class MessageInflater {
 public:
  MessageInflater();
  ~MessageInflater();
  MessageInflater(MessageInflater&&) noexcept;
  MessageInflater& operator=(MessageInflater&&) noexcept;

  // Nothing: as above. What follows cannot be unpacked then.
  std::optional<wire::Bytes> next(View packed, std::size_t limit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace redial::doctor::capture
