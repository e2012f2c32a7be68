// The switch that obeys: what the client asks for, onto the loop; what comes of it, back.
#include "agent/clients/reference/live/live_client.hpp"

#include <filesystem>
#include <utility>

#include "net/clock.hpp"

namespace redial::agent::reference {

using control::StorageCondition;

LiveClient::LiveClient(ClientSetup setup, Resources resources)
    : resources_(std::move(resources)), app_key_(setup.create.app_key), client_(std::move(setup), *this) {}

TimePoint LiveClient::now() const { return net::now(); }

void LiveClient::start_timer(TimerId timer, Duration delay) {
  auto& started = timers_.try_emplace(timer, resources_.loop).first->second;
  started.start(net::now() + delay, [this, timer] {
    timers_.erase(timer);
    client_.on_timer(timer);
  });
}

void LiveClient::ask_navigation(std::uint32_t question, const NavigationCall& call) {
  const auto done = [this, question](const Result<net::HttpReply>& reply) {
    if (!reply) return client_.on_navigation(question, reply.error());
    client_.on_navigation(question, NavigationReply{reply->status, reply->body});
  };
  navigation_ = std::make_unique<net::HttpExchange>(
      resources_.loop, resources_.tls, net::HttpExchange::Call{call.url, call.headers, call.body, call.timeout}, done);
}

void LiveClient::dial(Epoch epoch, const std::string& url) {
  ChatSocket::Owner& owner = *this;
  sockets_[epoch] = ChatSocket::dial(resources_.loop, resources_.tls, url, epoch, owner);
}

void LiveClient::close(Epoch epoch) {
  ChatSocket& socket = *sockets_.at(epoch);
  if (socket.is_open()) return socket.close();  // its end comes as on_closed
  sockets_.erase(epoch);
}

void LiveClient::on_failed(Epoch epoch, const std::string& why) {
  sockets_.erase(epoch);
  client_.on_failed(epoch, why);
}

void LiveClient::on_closed(Epoch epoch, std::uint16_t code, const std::string& why) {
  sockets_.erase(epoch);
  client_.on_closed(epoch, code, why);
}

Result<std::size_t> LiveClient::open_store(const std::string& user) {
  store_.reset();
  const auto file = MessageStore::file(resources_.directory, app_key_, user);
  if (const auto writable = device_.may_write(!std::filesystem::exists(file)); !writable) return writable.error();
  auto opened = MessageStore::open(file);
  if (!opened) return opened.error();
  return store_.emplace(std::move(*opened)).count();
}

Result<bool> LiveClient::keep(const payload::TextMessage& message) {
  if (!store_) return true;
  if (const auto writable = device_.may_write(); !writable) return writable.error();
  return store_->keep(message);
}

Result<Done> LiveClient::set_storage(StorageCondition condition) {
  const bool damages = condition == StorageCondition::corrupt || condition == StorageCondition::missing;
  if (!damages) return device_.condition = condition, Done{};
  store_.reset();
  return condition == StorageCondition::corrupt ? overwrite_databases(resources_.directory)
                                                : delete_databases(resources_.directory);
}

void LiveClient::end() {
  timers_.clear();
  navigation_.reset();
  sockets_.clear();
  store_.reset();
}

}  // namespace redial::agent::reference
