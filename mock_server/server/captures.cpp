// A connection is a tap that hands on what it is told, with the time, and keeps the announcements of messages until they are
// sent.
#include "mock_server/server/captures.hpp"

#include <deque>
#include <optional>

#include "net/capture/connection_capture.hpp"
#include "net/clock.hpp"

namespace redial::mock_server {

using net::capture::ConnectionCapture;
using net::capture::Folder;

class CapturedConnection final : public net::TcpTap {
 public:
  CapturedConnection(net::Loop& loop, std::shared_ptr<Folder> folder, const ConnectionCapture::About& about,
                     ConnectionCapture::Write write)
      : loop_(loop), folder_(std::move(folder)), capture_(about, now(), std::move(write)) {}

  void on_read(std::span<const std::uint8_t> bytes) override { capture_.read(now(), bytes); }
  void on_queued(std::size_t size) override { capture_.queued(size); }
  void on_written(std::span<const std::uint8_t> bytes) override { capture_.written(now(), bytes); }
  void on_ending() override { capture_.ending(now()); }
  void on_end(End how) override { capture_.ended(now(), how); }

  void secret(std::string_view line) {
    capture_.secret(line);
    folder_->log_key(line);
  }
  void observe(const trace::Event& event) {
    using Kind = trace::EventKind;
    if (event.kind == Kind::server_sent) return messages_.push_back(to_text(event));
    const bool may_be_by_itself = event.kind == Kind::fault_fired || event.kind == Kind::server_closed;
    if (may_be_by_itself) return capture_.note(folder_->unix_time(event.at), to_text(event));
    capture_.comment(to_text(event));  // it answers what was read
  }
  // Messages are sent in the order in which they were observed.
  void before_message() {
    if (messages_.empty()) return;
    capture_.sending(std::move(messages_.front()));
    messages_.pop_front();
  }
  void after_message() { capture_.sent(now()); }

  std::optional<std::pair<AppKey, Epoch>> key;  // of a chat connection that was accepted

 private:
  net::capture::UnixTime now() const { return folder_->unix_time(loop_.now()); }

  net::Loop& loop_;
  std::shared_ptr<Folder> folder_;
  ConnectionCapture capture_;
  std::deque<std::string> messages_;  // observed as sent, and not sent yet
};

namespace {

// As in the addresses that clients dial.
std::string_view scheme(const Door& door) {
  if (door.plane == fault::Plane::navigation) return door.over_tls ? "https" : "http";
  if (door.dialect == wire::Dialect::native) return door.over_tls ? "tls" : "tcp";
  return door.over_tls ? "wss" : "ws";
}

}  // namespace

Result<std::shared_ptr<net::capture::Folder>> start_captures(const std::string& path, std::string application,
                                                             std::function<void(const Error&)> on_trouble) {
  if (path.empty()) return std::shared_ptr<net::capture::Folder>();
  return net::capture::Folder::make({.path = path,
                                     .application = std::move(application),
                                     .unix_epoch = net::unix_epoch(),
                                     .on_trouble = std::move(on_trouble)});
}

void Captures::add_app(const AppKey& app, const control::CreateApp& wanted) {
  if (!folder_) return;
  const std::string play = wanted.play.empty() ? "app" : wanted.play;
  const std::string title = wanted.label.empty() || wanted.label == "main" ? play : play + ", app " + wanted.label;
  apps_[app] = {.folder = folder_->add(title), .title = title, .connections{}};
}

Captured Captures::capture(const AppKey& app, net::AcceptedStream& stream, const Door& door) {
  const auto found = apps_.find(app);
  if (found == apps_.end()) return nullptr;
  const std::string plane = door.plane == fault::Plane::navigation ? "navigation" : "chat";
  const unsigned number = ++found->second.connections[door.plane];
  return begin(found->second, plane + "-" + std::to_string(number) + "-" + std::string(scheme(door)), stream);
}

Captured Captures::capture_api(net::AcceptedStream& stream) {
  if (!folder_) return nullptr;
  if (api_.folder.empty()) api_ = {.folder = folder_->add("server-api"), .title = "Server API", .connections{}};
  const unsigned number = ++api_.connections[fault::Plane::all];
  return begin(api_, "server-api-" + std::to_string(number) + "-http", stream);
}

Captured Captures::begin(App& app, const std::string& name, net::AcceptedStream& stream) {
  const ConnectionCapture::About about{
      .application = folder_->application(),
      .comment = app.title + ": " + name + ". The bytes are those of the server's socket; TCP is made up around them.",
      .ends = stream.ends()};
  auto connection = std::make_shared<CapturedConnection>(loop_, folder_, about, folder_->create(app.folder, name));
  stream.set_tap(connection);
  return connection;
}

net::OnSecret Captures::secrets_of(const Captured& connection) const {
  if (!connection) return {};
  return [connection](std::string_view line) { connection->secret(line); };
}

void Captures::observe(const AppKey& app, const trace::Event& event) {
  if (!folder_) return;
  CapturedConnection* about = current_;
  if (event.epoch.value != 0) {
    const ChatKey key{app, event.epoch};
    if (current_ != nullptr && event.kind == trace::EventKind::server_accepted) {
      current_->key = key;
      observed_[key] = current_;
    }
    const auto found = observed_.find(key);
    about = found == observed_.end() ? nullptr : found->second;
  }
  if (about != nullptr) about->observe(event);
}

void Captures::add_chat(ConnectionId id, const Captured& connection) {
  if (connection) chats_.emplace(id, connection);
}

void Captures::remove_chat(ConnectionId id) {
  const auto gone = chats_.extract(id);
  if (!gone.empty() && gone.mapped()->key) observed_.erase(*gone.mapped()->key);
}

void Captures::before_message(ConnectionId id) {
  const auto found = chats_.find(id);
  if (found != chats_.end()) found->second->before_message();
}

void Captures::after_message(ConnectionId id) {
  const auto found = chats_.find(id);
  if (found != chats_.end()) found->second->after_message();
}

}  // namespace redial::mock_server
