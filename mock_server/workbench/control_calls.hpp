// The gateway's way to the control service: calls by path and bytes, and streams of observations, without waiting for either.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.hpp"

namespace redial::mock_server::workbench {

// No call takes longer in honest use.
inline constexpr int kCallTimeoutSeconds = 30;

// Why a call failed, as HTTP tells it: 400, 404, 409, 429, 502.
struct CallFailure {
  int http_status = 502;
  std::string message;
};

// A stream of observations. Batches come one at a time: the next is read when `next` is called. Destroying it ends it.
class Observation {
 public:
  virtual ~Observation() = default;
  virtual void next() = 0;  // after each batch, once. Any thread
};

class ControlCalls {
 public:
  // `address`: the control service's HOST:PORT.
  static std::unique_ptr<ControlCalls> open(const std::string& address);
  // Ends what is under way, and waits until nobody is told anything any more. Nothing may be asked meanwhile.
  virtual ~ControlCalls() = default;

  // `done` is called once, on a thread of gRPC's.
  using Done = std::function<void(Result<std::string, CallFailure>)>;
  virtual void call(const std::string& path, const std::string& request, Done done) = 0;

  // Of one app, what is remembered first. Both are called on threads of gRPC's, `on_batch` with a batch as JSON, `on_end` once
  // and last, if the stream ends by itself.
  struct Listener {
    std::function<void(std::string json)> on_batch;
    std::function<void(CallFailure)> on_end;
  };
  virtual std::unique_ptr<Observation> observe(const std::string& app_key, Listener listener) = 0;
};

}  // namespace redial::mock_server::workbench
