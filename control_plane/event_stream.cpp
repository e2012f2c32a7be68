// One write at a time; what comes meanwhile makes the next batch.
#include "control_plane/event_stream.hpp"

#include <string>
#include <utility>

#include "control_plane/event_conversion.hpp"

namespace redial::control_plane {

std::shared_ptr<EventStream> EventStream::open(std::function<void()> ended) {
  std::shared_ptr<EventStream> stream(new EventStream(std::move(ended)));
  stream->self_ = stream;
  stream->writing_ = true;
  stream->StartWrite(&stream->sending_);
  return stream;
}

void EventStream::push(const trace::Event& event) {
  std::unique_lock lock(mutex_);
  if (finished_ || final_) return;
  to_proto(event, *pending_.add_events());
  ++told_;
  if (const int pending = pending_.events_size(); static_cast<std::size_t>(pending) > kMaxPendingEvents) {
    pending_.clear_events();
    final_ = grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED,
                          "the reader fell too far behind: of " + std::to_string(told_) + " events the last " +
                              std::to_string(pending) + " are lost, and all that follow; read faster or observe less");
  }
  flush(std::move(lock));
}

std::uint64_t EventStream::told() {
  const std::lock_guard lock(mutex_);
  return told_;
}

void EventStream::finish(grpc::Status status) {
  std::unique_lock lock(mutex_);
  if (finished_ || final_) return;
  final_ = std::move(status);
  flush(std::move(lock));
}

void EventStream::flush(std::unique_lock<std::mutex> lock) {
  if (writing_ || finished_) return;
  if (pending_.events_size() > 0) {
    writing_ = true;
    sending_.Clear();
    if (pending_.events_size() <= kMaxBatch) {
      sending_.Swap(&pending_);
    } else {
      auto& events = *pending_.mutable_events();
      for (int i = 0; i < kMaxBatch; ++i) sending_.mutable_events()->Add(std::move(events[i]));
      events.DeleteSubrange(0, kMaxBatch);
    }
    lock.unlock();
    StartWrite(&sending_);
  } else if (final_) {
    finished_ = true;
    lock.unlock();
    Finish(*final_);
  }
}

void EventStream::OnWriteDone(bool ok) {
  std::unique_lock lock(mutex_);
  writing_ = false;
  if (!ok && !final_) final_ = grpc::Status::CANCELLED;
  if (!ok) pending_.clear_events();
  flush(std::move(lock));
}

void EventStream::OnCancel() { finish(grpc::Status::CANCELLED); }

void EventStream::OnDone() {
  const auto keep = std::exchange(self_, nullptr);
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  if (ended_) ended_();
}

}  // namespace redial::control_plane
