// Reads a gRPC stream of observations on a thread of its own and hands them on; tells when the peer is gone.
#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/sync_stream.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "agent/ports/client_port.hpp"
#include "agent/service/grpc_client.hpp"
#include "core/base/result.hpp"
#include "redial/v1/trace.pb.h"

namespace redial::agent {

class EventReader {
 public:
  using Stream = std::unique_ptr<grpc::ClientReader<redial::v1::EventBatch>>;

  struct Options {
    std::string peer;  // for the text of the loss
    // agent_lost or server_lost, sent once when the stream ends without our asking; not where it ended with the client's crash.
    trace::EventKind loss{};
    std::function<TimePoint()> now;
    bool same_clock = true;  // false: the peer's times mean nothing here, and events get the time of their arrival
    ObservationSink sink;
    std::chrono::milliseconds begins_within = std::chrono::seconds(kCallTimeoutSeconds);  // until the first batch
  };

  // `open` starts the call on the context given. Returns the peer's error, or, once the first batch has come, the reader:
  // every peer of ours opens its stream with one, and misses nothing from then on. A peer that does not is given up.
  static Result<std::unique_ptr<EventReader>> start(const std::function<Stream(grpc::ClientContext&)>& open, Options options);

  // Cancels the call and joins the thread.
  ~EventReader();

  // Returns when the stream has carried `events` of them and all are with the sink. Errors: the stream has ended, or they do not
  // come within kCallTimeoutSeconds.
  Result<Done> wait_for(std::uint64_t events);

  // For whoever has heard that the client is gone: returns when all that it told is with the sink and the stream has ended, after
  // kCallTimeoutSeconds at the latest.
  void wait_for_end();

 private:
  explicit EventReader(Options options) : options_(std::move(options)) {}
  void read();
  Result<Done> pass_on(const redial::v1::EventBatch& batch);
  void tell_loss(std::string why);
  void count(std::uint64_t events, bool ended);

  Options options_;
  grpc::ClientContext context_;
  Stream stream_;
  std::atomic<bool> cancelled_ = false;
  bool end_told_ = false;  // a loss, or a crash
  std::mutex mutex_;
  std::condition_variable counted_;
  std::uint64_t events_ = 0;  // passed on
  bool ended_ = false;
  std::jthread thread_;
};

}  // namespace redial::agent
