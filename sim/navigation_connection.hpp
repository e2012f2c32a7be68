// One connection to a navigator, on the server's side: one question, and the answer with whatever fate it has.
#pragma once

#include <memory>
#include <string>

#include "core/fault/hooks.hpp"
#include "core/wire/navigation.hpp"
#include "sim/http_text.hpp"
#include "sim/stream.hpp"
#include "sim/world.hpp"

namespace redial::sim {

// May be destroyed inside its own callbacks.
class NavigationConnection final : private Stream::Handler {
 public:
  class Handler {
   public:
    virtual void on_navigation(RequestId request, const wire::NavigationRequest& asked) = 0;
    // Once and last.
    virtual void on_closed(RequestId request) = 0;

   protected:
    ~Handler() = default;
  };

  NavigationConnection(World& world, RequestId request, std::unique_ptr<Stream> stream, Handler& handler);
  ~NavigationConnection() { world_.dispose(std::move(stream_)); }

  void answer(const fault::NavigationFate& fate);
  void reset() { stream_->reset(); }

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string&) override { handler_.on_closed(request_); }

  World& world_;
  RequestId request_;
  std::unique_ptr<Stream> stream_;
  Handler& handler_;
  HttpReader reader_;
};

}  // namespace redial::sim
