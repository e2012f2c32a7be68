// Telling, as long as somebody listens.
#include "mock_server/server/chat_connection.hpp"

namespace redial::mock_server {
namespace {

std::string in_words(const std::string& why) {
  if (why == "closed by peer") return "closed by the client";
  if (why == "reset by peer") return "reset by the client";
  return why;
}

}  // namespace

void ChatConnection::tell_upgrade_asked(const LoginClaim& claim) const {
  if (handler_) handler_->on_upgrade_asked(id_, claim);
}

void ChatConnection::tell_message(const wire::Bytes& message) const {
  if (handler_) handler_->on_message(id_, message);
}

void ChatConnection::tell_garbage(const std::string& why) const {
  if (handler_) handler_->on_garbage(id_, why);
}

void ChatConnection::tell_closed(const std::string& why) const {
  if (handler_) handler_->on_closed(id_, in_words(why));
}

}  // namespace redial::mock_server
