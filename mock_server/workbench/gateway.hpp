// HTTP for the page: the page itself, calls of the control service as JSON, and events as they come. It decides who may come in
// (door.hpp) and carries the rest; what calls mean is the control service's business.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "mock_server/server/http_service.hpp"
#include "mock_server/workbench/control_calls.hpp"
#include "mock_server/workbench/door.hpp"
#include "mock_server/workbench/event_feed.hpp"

namespace redial::mock_server::workbench {

// Pages that follow events at the same time; more are answered 429.
inline constexpr std::size_t kMaxFeeds = 16;

// Loop thread only.
class Gateway {
 public:
  // All must outlive it, and `calls` must tell nobody anything any more when it goes.
  Gateway(net::Loop& loop, Door door, ControlCalls& calls, std::string_view page);
  ~Gateway();

  void accept(std::unique_ptr<net::ByteStream> stream);
  // Resets what asks and waits, so that nothing is asked of `calls` any more.
  void close();

 private:
  struct Feed {
    std::unique_ptr<EventFeed> page;
    std::unique_ptr<Observation> observation;
  };

  void on_request(RequestId id, const net::HttpRequest& request);
  void call(RequestId id, std::string_view method, const std::string& json);
  void observe(RequestId id, const std::string& json);
  void on_batch(std::uint64_t feed, const std::string& json);
  void on_end(std::uint64_t feed, const CallFailure& failure);
  void reply(RequestId id, int status, std::string json);

  net::Loop& loop_;
  Door door_;
  ControlCalls& calls_;
  std::string_view page_;
  HttpService http_;
  std::map<std::uint64_t, Feed> feeds_;
  std::uint64_t last_feed_ = 0;
};

}  // namespace redial::mock_server::workbench
