// The sending end of an observation stream: batches events as fast as the reader takes them and never blocks who observes.
#pragma once

#include <grpcpp/grpcpp.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "core/trace/event.hpp"
#include "redial/v1/trace.pb.h"

namespace redial::control_plane {

// A reader this far behind loses the stream, not single events: a trace with holes would be judged wrongly.
inline constexpr std::size_t kMaxPendingEvents = 65'536;
inline constexpr int kMaxBatch = 512;

class EventStream : public grpc::ServerWriteReactor<redial::v1::EventBatch> {
 public:
  // Opens the stream with an empty batch, so that the reader knows that it misses nothing from then on.
  // `ended` is called once, on a gRPC thread, when the call is over, whoever ended it.
  static std::shared_ptr<EventStream> open(std::function<void()> ended);

  // Any thread. Ignored once the stream has ended.
  void push(const trace::Event& event);
  // Events pushed until now. Any thread.
  std::uint64_t told();
  // Sends what is pending, then ends the call. Any thread.
  void finish(grpc::Status status);

 private:
  explicit EventStream(std::function<void()> ended) : ended_(std::move(ended)) {}

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;
  void flush(std::unique_lock<std::mutex> lock);

  std::function<void()> ended_;
  std::mutex mutex_;
  redial::v1::EventBatch sending_;  // owned by gRPC while writing_
  redial::v1::EventBatch pending_;
  std::uint64_t told_ = 0;
  std::optional<grpc::Status> final_;
  bool writing_ = false;
  bool finished_ = false;
  std::shared_ptr<EventStream> self_;  // gRPC holds us until OnDone
};

}  // namespace redial::control_plane
