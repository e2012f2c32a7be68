// The gRPC side of an agent that plays a share of a bench's users. It leads a crowd as it is told and decides nothing.
#pragma once

#include <memory>

namespace grpc {
class Service;
}

namespace redial::load {

// How often progress is told.
inline constexpr int kProgressesPerSecond = 5;

class LoadService {
 public:
  static std::unique_ptr<LoadService> make();
  virtual ~LoadService() = default;

  // To be served by whoever has an address; lives as long as this.
  virtual grpc::Service& service() = 0;
};

}  // namespace redial::load
