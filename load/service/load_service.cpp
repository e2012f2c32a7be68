// One thread reads orders, another one tells progress while a phase lasts.
#include "load/service/load_service.hpp"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "load/crowd/crowd.hpp"
#include "load/result/json.hpp"
#include "load/service/load_conversion.hpp"
#include "net/clock.hpp"
#include "redial/v1/load.grpc.pb.h"

namespace redial::load {
namespace {

namespace v1 = redial::v1;
using Stream = grpc::ServerReaderWriter<v1::LoadReport, v1::LoadOrder>;

grpc::Status out_of_turn(const char* order) {
  return {grpc::StatusCode::INVALID_ARGUMENT,
          std::string(order) + " comes out of turn: setup, tokens, then begin and end in turn"};
}

// One bench.
class Performance {
 public:
  explicit Performance(Stream& stream) : stream_(stream) {}

  grpc::Status obey(const v1::LoadOrder& order) {
    switch (order.order_case()) {
      case v1::LoadOrder::kSetup:
        return set_up(order.setup());
      case v1::LoadOrder::kTokens:
        return take(order.tokens());
      case v1::LoadOrder::kBegin:
        return begin(order.begin());
      case v1::LoadOrder::kEnd:
        return end(order.end());
      case v1::LoadOrder::ORDER_NOT_SET:
        break;
    }
    return out_of_turn("an order of another version");
  }

 private:
  grpc::Status set_up(const v1::LoadSetup& message) {
    if (setup_ || crowd_) return out_of_turn("setup");
    auto setup = from_proto(message);
    if (!setup) return {grpc::StatusCode::INVALID_ARGUMENT, to_text(setup.error())};
    setup_ = std::move(*setup);
    loops_ = std::max(message.loops(), 1u);
    ca_file_ = message.ca_file();
    same_clock_ = message.clock_id() == net::clock_id();
    return grpc::Status::OK;
  }

  grpc::Status take(const v1::LoadTokens& message) {
    if (!setup_) return out_of_turn("tokens");
    for (const std::string& token : message.tokens()) setup_->tokens.emplace_back(token);
    if (setup_->tokens.size() < setup_->share.of(static_cast<std::uint64_t>(setup_->spec.users))) return grpc::Status::OK;
    auto crowd = Crowd::make(std::move(*std::exchange(setup_, std::nullopt)), loops_, ca_file_);
    if (!crowd) return {grpc::StatusCode::FAILED_PRECONDITION, to_text(crowd.error())};
    crowd_ = std::move(*crowd);
    v1::LoadReport report;
    report.mutable_ready();
    stream_.Write(report);
    return grpc::Status::OK;
  }

  grpc::Status begin(const v1::LoadBegin& message) {
    if (!crowd_ || ticker_.joinable() || message.phase() >= crowd_->setup().spec.phases.size()) return out_of_turn("begin");
    const TimePoint now = net::now();
    crowd_->begin(message.phase(), same_clock_ ? std::max(TimePoint(Duration(message.at_ns())), now) : now);
    ticker_ = std::jthread([this](const std::stop_token& stop) { tell_progress(stop); });
    return grpc::Status::OK;
  }

  grpc::Status end(const v1::LoadEnd& message) {
    if (!ticker_.joinable()) return out_of_turn("end");
    ticker_ = {};
    std::optional<TimePoint> struck;
    if (message.has_struck_at_ns() && same_clock_) struck = TimePoint(Duration(message.struck_at_ns()));
    v1::LoadReport report;
    report.mutable_phase()->set_json(phase_json(crowd_->end(struck, message.interrupted())));
    stream_.Write(report);
    return grpc::Status::OK;
  }

  // Until it is asked to stop. The crowd and the stream are this thread's alone meanwhile.
  void tell_progress(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      v1::LoadReport report;
      *report.mutable_progress() = to_proto(crowd_->progress());
      stream_.Write(report);
      never.wait_for(lock, stop, std::chrono::milliseconds(1000 / kProgressesPerSecond), [] { return false; });
    }
  }

  Stream& stream_;
  std::optional<CrowdSetup> setup_;  // until the crowd is made of it
  unsigned loops_ = 1;
  std::string ca_file_;
  bool same_clock_ = false;
  std::unique_ptr<Crowd> crowd_;
  std::jthread ticker_;  // while a phase lasts
};

class Service final : public LoadService, private v1::Load::Service {
 public:
  grpc::Service& service() override { return *this; }

 private:
  grpc::Status Play(grpc::ServerContext*, Stream* stream) override {
    Performance performance(*stream);
    v1::LoadOrder order;
    while (stream->Read(&order))
      if (const grpc::Status obeyed = performance.obey(order); !obeyed.ok()) return obeyed;
    return grpc::Status::OK;
  }
};

}  // namespace

std::unique_ptr<LoadService> LoadService::make() { return std::make_unique<Service>(); }

}  // namespace redial::load
