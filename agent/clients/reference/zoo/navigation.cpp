// What goes wrong with navigation: an old answer is used, or only the first of several servers.
#include <optional>

#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;

// The first usable answer serves for good: for other tokens, or else for the same token after a redirect.
class OldAnswer final : public Defect {
 public:
  explicit OldAnswer(bool for_other_tokens) : for_other_tokens_(for_other_tokens) {}

 private:
  void on_event(std::vector<MachineEvent>& events) override {
    const auto* answered = events.empty() ? nullptr : std::get_if<NavigationAnswered>(&events.front());
    if (!answered || answer_ || navigation_code(answered->http_status, answered->answer) != session::code::kOk) return;
    answer_ = *answered;
    answers_ = asked_with_;
  }
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    const auto* ask = find<AskNavigation>(actions);
    if (!ask) return;
    asked_with_ = ask->token;
    if (!answer_ || (asked_with_ != answers_) != for_other_tokens_) return;
    answer_->question = ask->question;
    reach().later({}, MachineEvent(*answer_));
    std::erase_if(actions, [](const Action& action) { return is<AskNavigation>(action) || starts(action, Timer::navigation); });
  }

  bool for_other_tokens_;
  Token asked_with_;
  Token answers_;  // the token whose answer this is
  std::optional<NavigationAnswered> answer_;
};

void ask_one_navigator(Config& config) {
  if (config.navigators.size() > 1) config.navigators.resize(1);
}

void know_one_address(MachineEvent& event) {
  auto* answered = std::get_if<NavigationAnswered>(&event);
  if (!answered || !answered->answer) return;
  auto& addresses = answered->answer->addresses;
  addresses = wire::by_preference(std::move(addresses));
  if (addresses.size() > 1) addresses.resize(1);
}

constexpr DefectInfo kDefects[] = {
    {"cached-navigation-of-other-token",
     "another token is taken to where navigation sent the first one",
     "cometchat/chat-sdk-ionic#1",
     {},
     make<OldAnswer, true>},
    {"redirect-dials-the-old-node",
     "a redirect is followed without asking navigation where to",
     "openimsdk/openim-flutter-demo#174",
     {},
     make<OldAnswer, false>},
    {"first-navigator-only",
     "when the first navigator fails, the others are not asked",
     "https://docs.rongcloud.io/web-imlib/code",
     {},
     make<Misconfigured, ask_one_navigator>},
    {"first-address-only",
     "when the first chat address fails, the others are not tried",
     "https://docs.rongcloud.io/web-imlib/code",
     {},
     make<Misheard, know_one_address>},
};

}  // namespace

std::span<const DefectInfo> navigation_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
