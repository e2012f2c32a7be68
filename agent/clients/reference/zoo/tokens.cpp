// What goes wrong with tokens: one that the app has replaced is used again.
#include <optional>

#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/wire/token.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;

enum class Where { everywhere, reconnects, navigation };

// The token of the first connect that was accepted lives on.
class OldToken final : public Defect {
 public:
  explicit OldToken(Where where) : where_(where) {}

 private:
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    if (const auto* connect = std::get_if<ConnectRequested>(&cause); connect && find<Connecting>(actions)) {
      if (!first_) first_ = connect->token;
      is_reconnect_ = false;
    }
    if (find<Suspended>(actions)) is_reconnect_ = true;
    if (auto* ask = find<AskNavigation>(actions); ask && (where_ != Where::reconnects || is_reconnect_)) ask->token = *first_;
    if (auto* dial = find<Dial>(actions); dial && (where_ == Where::everywhere || (where_ == Where::reconnects && is_reconnect_)))
      dial->token = wire::for_chat(*first_);
  }

  Where where_;
  std::optional<Token> first_;
  bool is_reconnect_ = false;
};

constexpr DefectInfo kDefects[] = {
    {"stale-token-reused",
     "a connect with a fresh token uses the first token all the same",
     "GetStream/stream-chat-android#5185",
     {},
     make<OldToken, Where::everywhere>},
    {"reconnects-with-old-token",
     "a reconnect uses the first token instead of the latest",
     "LivePersonInc/node-agent-sdk#27",
     {},
     make<OldToken, Where::reconnects>},
    {"navigates-with-old-token",
     "navigation is asked with the first token instead of the latest",
     "cometchat/chat-sdk-javascript#66",
     {},
     make<OldToken, Where::navigation>},
};

}  // namespace

std::span<const DefectInfo> token_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
