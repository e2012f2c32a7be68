// Cuts one direction of a TLS connection into records. It knows no keys.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/tls_opener.hpp"

namespace redial::doctor::capture {

inline constexpr std::size_t kMaxRecordBody = (1u << 14) + 2048;  // RFC 5246; TLS 1.3 allows less

class TlsRecords {
 public:
  class Sink {
   public:
    virtual void record(const TlsRecord& record) = 0;
    virtual void record_lost() = 0;  // there was one, which was not captured whole

   protected:
    ~Sink() = default;
  };

  void add(View bytes, Sink& sink);
  // Bytes that are missing here. Records behind them are found again only if the hole ends inside one.
  void lost(std::uint64_t bytes, Sink& sink);
  // What came is no TLS, or a hole hides where a record begins: nothing more is told.
  bool is_broken() const { return is_broken_; }

 private:
  void take(View record, Sink& sink);

  wire::Bytes begun_;     // a record whose end has not come
  std::size_t skip_ = 0;  // bytes of a record that is not whole
  bool is_broken_ = false;
};

}  // namespace redial::doctor::capture
