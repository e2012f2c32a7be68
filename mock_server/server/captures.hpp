// The captures of a mock server: which connection of which app is written where, and which observation belongs to which
// connection. What a capture looks like is net/capture's business. Loop thread only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "core/trace/event.hpp"
#include "mock_server/server/app_listeners.hpp"
#include "net/capture/folder.hpp"
#include "net/loop.hpp"
#include "net/tcp.hpp"
#include "net/tls.hpp"

namespace redial::mock_server {

// One connection that is captured. It goes with its socket.
class CapturedConnection;
using Captured = std::shared_ptr<CapturedConnection>;  // null: nothing is captured

// The folder of a program that is about to serve, which calls itself `application` ("redial 0.1.0"); null where `path` is empty.
// Errors, and `on_trouble`: as net::capture::Folder. Any thread.
Result<std::shared_ptr<net::capture::Folder>> start_captures(const std::string& path, std::string application,
                                                             std::function<void(const Error&)> on_trouble);

class Captures {
 public:
  // `folder` may be null: then nothing is captured, and everything here does nothing.
  Captures(net::Loop& loop, std::shared_ptr<net::capture::Folder> folder) : loop_(loop), folder_(std::move(folder)) {}

  bool any() const { return folder_ != nullptr; }

  // The app's connections go to a folder of its own, named after its play and label.
  void add_app(const AppKey& app, const control::CreateApp& wanted);
  void remove_app(const AppKey& app) { apps_.erase(app); }

  // From now on what passes `stream` is written. Before anybody else sets its handler.
  Captured capture(const AppKey& app, net::AcceptedStream& stream, const Door& door);
  Captured capture_api(net::AcceptedStream& stream);
  // For the TLS of that connection; empty if nothing is captured.
  net::OnSecret secrets_of(const Captured& connection) const;

  // While it lives, observations that name no connection are about this one, and so is the next acceptance.
  class During {
   public:
    During(Captures& captures, const Captured& connection)
        : captures_(captures), before_(std::exchange(captures.current_, connection.get())) {}
    ~During() { captures_.current_ = before_; }
    During(const During&) = delete;
    During& operator=(const During&) = delete;

   private:
    Captures& captures_;
    CapturedConnection* before_;
  };
  void observe(const AppKey& app, const trace::Event& event);

  // A chat connection has this number until it is closed.
  void add_chat(ConnectionId id, const Captured& connection);
  void remove_chat(ConnectionId id);
  // Around the sending of one message of that connection.
  void before_message(ConnectionId id);
  void after_message(ConnectionId id);

 private:
  struct App {
    std::string folder, title;
    std::map<fault::Plane, unsigned> connections;  // accepted so far
  };
  using ChatKey = std::pair<AppKey, Epoch>;  // as observations name it

  Captured begin(App& app, const std::string& name, net::AcceptedStream& stream);

  net::Loop& loop_;
  std::shared_ptr<net::capture::Folder> folder_;
  std::map<AppKey, App> apps_;
  App api_;
  CapturedConnection* current_ = nullptr;
  std::map<ConnectionId, Captured> chats_;
  std::map<ChatKey, CapturedConnection*> observed_;  // of `chats_`, and the current one
};

}  // namespace redial::mock_server
