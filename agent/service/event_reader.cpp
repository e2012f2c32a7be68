// The reading thread.
#include "agent/service/event_reader.hpp"

#include <utility>

#include "control_plane/event_conversion.hpp"

namespace redial::agent {
namespace {

// Cancels a call unless it is gone by then: gRPC knows deadlines of a whole stream only.
class Watchdog {
 public:
  Watchdog(grpc::ClientContext& context, std::chrono::milliseconds limit)
      : thread_([this, &context, limit](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          stopped_.wait_for(lock, stop, limit, [] { return false; });
          if (stop.stop_requested()) return;
          has_bitten_ = true;
          context.TryCancel();
        }) {}

  bool has_bitten() const { return has_bitten_; }

 private:
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::atomic<bool> has_bitten_ = false;
  std::jthread thread_;
};

}  // namespace

Result<std::unique_ptr<EventReader>> EventReader::start(const std::function<Stream(grpc::ClientContext&)>& open,
                                                        Options options) {
  std::unique_ptr<EventReader> reader(new EventReader(std::move(options)));
  reader->stream_ = open(reader->context_);
  redial::v1::EventBatch first;
  const Options& of = reader->options_;
  {
    const Watchdog watchdog(reader->context_, of.begins_within);
    const bool has_begun = reader->stream_->Read(&first);
    if (!has_begun && watchdog.has_bitten())
      return Error{"nothing was observed", of.peer, "it may hang or the machine may be overloaded"};
    if (!has_begun) return to_error(of.peer, "observing", reader->stream_->Finish());
  }
  if (auto passed = reader->pass_on(first); !passed) return passed.error();
  reader->thread_ = std::jthread([r = reader.get()] { r->read(); });
  return reader;
}

EventReader::~EventReader() {
  cancelled_ = true;
  context_.TryCancel();
}

Result<Done> EventReader::pass_on(const redial::v1::EventBatch& batch) {
  for (const auto& message : batch.events()) {
    auto event = control_plane::from_proto(message);
    if (!event) return Error{"sent " + event.error().what, options_.peer, event.error().advice};
    if (!options_.same_clock) event->at = options_.now();
    end_told_ = end_told_ || event->kind == options_.loss || event->kind == trace::EventKind::client_crashed;
    options_.sink(std::move(*event));
  }
  count(static_cast<std::uint64_t>(batch.events_size()), false);
  return Done{};
}

void EventReader::count(std::uint64_t events, bool ended) {
  {
    const std::lock_guard lock(mutex_);
    events_ += events;
    ended_ = ended_ || ended;
  }
  counted_.notify_all();
}

Result<Done> EventReader::wait_for(std::uint64_t events) {
  std::unique_lock lock(mutex_);
  counted_.wait_for(lock, std::chrono::seconds(kCallTimeoutSeconds), [&] { return ended_ || events_ >= events; });
  if (events_ >= events) return Done{};
  return Error{"its observations do not come", options_.peer,
               ended_ ? "it is gone" : "it may hang or the machine may be overloaded"};
}

void EventReader::wait_for_end() {
  std::unique_lock lock(mutex_);
  counted_.wait_for(lock, std::chrono::seconds(kCallTimeoutSeconds), [&] { return ended_; });
}

void EventReader::read() {
  for (redial::v1::EventBatch batch; stream_->Read(&batch);) {
    if (auto passed = pass_on(batch); !passed) {
      context_.TryCancel();
      tell_loss(to_text(passed.error()));
    }
  }
  const grpc::Status status = stream_->Finish();
  if (!cancelled_) tell_loss(options_.peer + " is gone" + (status.ok() ? "" : ": " + status.error_message()));
  count(0, true);
}

void EventReader::tell_loss(std::string why) {
  if (std::exchange(end_told_, true)) return;
  trace::Event event;
  event.at = options_.now();
  event.kind = options_.loss;
  event.detail = std::move(why);
  options_.sink(std::move(event));
}

}  // namespace redial::agent
