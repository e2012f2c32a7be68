// gRPC's callback interface. Everything under way is counted, so that the end can wait for it.
#include "mock_server/workbench/control_calls.hpp"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

#include "mock_server/workbench/json_method.hpp"
#include "redial/v1/mock_server.grpc.pb.h"

namespace redial::mock_server::workbench {

namespace {

namespace v1 = redial::v1;

int http_status_of(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::FAILED_PRECONDITION:
      return 400;
    case grpc::StatusCode::NOT_FOUND:
      return 404;
    case grpc::StatusCode::ALREADY_EXISTS:
      return 409;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return 429;
    default:
      return 502;
  }
}

CallFailure failure(const grpc::Status& status) { return {http_status_of(status.error_code()), status.error_message()}; }

grpc::ByteBuffer to_buffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return {&slice, 1};
}

std::string to_bytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  (void)buffer.Dump(&slices);
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

// The calls under way: they can be cancelled together, and waited for. A call's context keeps the channel, and a channel that
// goes on the thread of a callback waits for that very thread; so a call is over only when its owner here has gone.
class UnderWay {
 public:
  void begin(grpc::ClientContext& context, std::shared_ptr<void> owner) {
    const std::lock_guard lock(mutex_);
    owners_.emplace(&context, std::move(owner));
  }
  void end(grpc::ClientContext& context) {
    std::unique_lock lock(mutex_);
    auto owner = std::exchange(owners_.at(&context), nullptr);
    lock.unlock();
    owner.reset();
    lock.lock();
    owners_.erase(&context);
    none_.notify_all();
  }
  void cancel_all_and_wait() {
    std::unique_lock lock(mutex_);
    for (const auto& [context, owner] : owners_)
      if (owner) context->TryCancel();
    none_.wait(lock, [this] { return owners_.empty(); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::map<grpc::ClientContext*, std::shared_ptr<void>> owners_;  // none: it is going
};

struct Unary {
  grpc::ClientContext context;
  grpc::ByteBuffer request, response;
};

// UnderWay owns it until gRPC has done with it. A hold keeps it from being done while somebody may still ask for the next batch.
class Stream final : public grpc::ClientReadReactor<v1::EventBatch> {
 public:
  Stream(UnderWay& under_way, ControlCalls::Listener listener) : under_way_(under_way), listener_(std::move(listener)) {}

  void start(v1::MockServer::Stub& stub, const std::string& app_key, std::shared_ptr<Stream> self) {
    request_.set_app_key(app_key);
    request_.set_with_recent(true);
    under_way_.begin(context_, std::move(self));
    stub.async()->Observe(&context_, &request_, this);
    AddHold();
    reading_ = true;
    StartRead(&batch_);
    StartCall();
  }
  void next() {
    const std::lock_guard lock(mutex_);
    if (!held_ || reading_) return;
    reading_ = true;
    StartRead(&batch_);
  }
  // Nobody is told anything after this.
  void leave() {
    {
      const std::lock_guard lock(mutex_);
      listener_ = {};
      if (!reading_) release();
    }
    context_.TryCancel();
  }

 private:
  void OnReadDone(bool ok) override {
    std::function<void(std::string)> tell;
    {
      const std::lock_guard lock(mutex_);
      reading_ = false;
      if (!ok || !listener_.on_batch) return release();
      tell = listener_.on_batch;
    }
    tell(to_json(batch_));
  }
  void OnDone(const grpc::Status& status) override {
    std::function<void(CallFailure)> tell;
    {
      const std::lock_guard lock(mutex_);
      tell = std::exchange(listener_, {}).on_end;
    }
    if (tell) tell(failure(status));
    under_way_.end(context_);  // nothing of this is touched behind it
  }
  void release() {
    if (std::exchange(held_, false)) RemoveHold();
  }

  UnderWay& under_way_;
  ControlCalls::Listener listener_;
  grpc::ClientContext context_;
  v1::ObserveRequest request_;
  v1::EventBatch batch_;
  std::mutex mutex_;
  bool reading_ = false, held_ = true;
};

class GrpcObservation final : public Observation {
 public:
  explicit GrpcObservation(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {}
  ~GrpcObservation() override { stream_->leave(); }
  void next() override { stream_->next(); }

 private:
  std::shared_ptr<Stream> stream_;
};

class GrpcCalls final : public ControlCalls {
 public:
  explicit GrpcCalls(const std::shared_ptr<grpc::Channel>& channel)
      : generic_(channel), stub_(v1::MockServer::NewStub(channel)) {}
  ~GrpcCalls() override { under_way_.cancel_all_and_wait(); }

  void call(const std::string& path, const std::string& request, Done done) override {
    auto owner = std::make_shared<Unary>();
    Unary& unary = *owner;
    unary.request = to_buffer(request);
    unary.context.set_deadline(gpr_time_from_seconds(kCallTimeoutSeconds, GPR_TIMESPAN));
    under_way_.begin(unary.context, std::move(owner));
    generic_.UnaryCall(&unary.context, path, {}, &unary.request, &unary.response,
                       [this, &unary, done = std::move(done)](const grpc::Status& status) {
                         if (status.ok())
                           done(to_bytes(unary.response));
                         else
                           done(failure(status));
                         under_way_.end(unary.context);
                       });
  }

  std::unique_ptr<Observation> observe(const std::string& app_key, Listener listener) override {
    auto stream = std::make_shared<Stream>(under_way_, std::move(listener));
    stream->start(*stub_, app_key, stream);
    return std::make_unique<GrpcObservation>(std::move(stream));
  }

 private:
  UnderWay under_way_;
  grpc::GenericStub generic_;
  std::unique_ptr<v1::MockServer::Stub> stub_;
};

}  // namespace

std::unique_ptr<ControlCalls> ControlCalls::open(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return std::make_unique<GrpcCalls>(grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

}  // namespace redial::mock_server::workbench
