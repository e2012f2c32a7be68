// A thread reads what the agent tells, and keeps the latest of it.
#include "load/service/remote_crowd.hpp"

#include <chrono>
#include <utility>

#include "agent/service/grpc_client.hpp"
#include "load/result/json.hpp"
#include "load/service/load_conversion.hpp"

namespace redial::load {

namespace v1 = redial::v1;

namespace {

// A message stays well below the 4 MB that gRPC takes by default.
constexpr std::size_t kTokensAtOnce = 1'000;
// An agent that makes or ends ten thousands of users needs seconds, on a busy machine many.
constexpr std::chrono::seconds kPatience(120);

}  // namespace

RemoteCrowd::RemoteCrowd(const std::string& address)
    : peer_("agent at " + address), stub_(v1::Load::NewStub(agent::open_channel(address))), stream_(stub_->Play(&context_)) {
  reader_ = std::thread([this] { read(); });
}

RemoteCrowd::~RemoteCrowd() {
  context_.TryCancel();
  reader_.join();
}

void RemoteCrowd::read() {
  v1::LoadReport report;
  while (stream_->Read(&report)) {
    const std::lock_guard lock(mutex_);
    if (report.has_ready()) ready_ = true;
    if (report.has_progress()) progress_ = from_proto(report.progress());
    if (report.has_phase()) phase_json_ = report.phase().json();
    told_.notify_all();
  }
  const grpc::Status status = stream_->Finish();
  const std::lock_guard lock(mutex_);
  status_ = status;
  ended_ = true;
  told_.notify_all();
}

Error RemoteCrowd::gone() {
  if (status_ && !status_->ok()) return agent::to_error(peer_, "Play", *status_);
  return {"it ended", peer_, "look at what it printed"};
}

Result<Done> RemoteCrowd::send(const v1::LoadOrder& order) {
  if (stream_->Write(order)) return Done{};
  std::unique_lock lock(mutex_);
  told_.wait_for(lock, kPatience, [&] { return ended_; });
  return gone();
}

template <class Holds>
Result<Done> RemoteCrowd::wait_for(const Holds& holds) {
  std::unique_lock lock(mutex_);
  told_.wait_for(lock, kPatience, [&] { return ended_ || holds(); });
  if (holds()) return Done{};
  return ended_ ? gone() : Error{"it did not answer in time", peer_, "it may hang, or the machine may be overloaded"};
}

Result<Done> RemoteCrowd::set_up(const v1::LoadSetup& setup, const std::vector<Token>& tokens) {
  v1::LoadOrder order;
  *order.mutable_setup() = setup;
  auto sent = send(order);
  for (std::size_t i = 0; sent && (i == 0 || i < tokens.size()); i += kTokensAtOnce) {
    auto& some = *order.mutable_tokens()->mutable_tokens();
    some.Clear();
    for (std::size_t k = i; k < std::min(i + kTokensAtOnce, tokens.size()); ++k) some.Add(std::string(tokens[k].value));
    sent = send(order);
  }
  return sent;
}

Result<Done> RemoteCrowd::begin(std::uint32_t phase, TimePoint at) {
  {
    const std::lock_guard lock(mutex_);
    progress_.reset();
    phase_json_.reset();
  }
  v1::LoadOrder order;
  order.mutable_begin()->set_phase(phase);
  order.mutable_begin()->set_at_ns(at.time_since_epoch().count());
  return send(order);
}

Result<Done> RemoteCrowd::wait_until_ready() {
  return wait_for([this] { return ready_; });
}

Result<Progress> RemoteCrowd::progress() {
  const std::lock_guard lock(mutex_);
  if (ended_) return gone();
  if (progress_) return *progress_;
  Progress nothing_yet;
  nothing_yet.settled = false;
  return nothing_yet;
}

Result<Done> RemoteCrowd::end(std::optional<TimePoint> struck, bool interrupted) {
  v1::LoadOrder order;
  order.mutable_end()->set_interrupted(interrupted);
  if (struck) order.mutable_end()->set_struck_at_ns(struck->time_since_epoch().count());
  return send(order);
}

Result<Phase> RemoteCrowd::result() {
  if (auto told = wait_for([this] { return phase_json_.has_value(); }); !told) return told.error();
  return read_phase(*phase_json_, peer_);
}

}  // namespace redial::load
