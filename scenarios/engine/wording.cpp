// One phrase for each alternative.
#include "scenarios/engine/wording.hpp"

#include <string_view>

#include "core/base/overloaded.hpp"
#include "scenarios/engine/scalars.hpp"

namespace redial::scenarios {
namespace {

std::string times_text(std::uint32_t times) { return times == 1 ? "once" : std::to_string(times) + " times"; }

std::string fault_text(const fault::FaultSpec& spec) {
  const fault::FaultKindInfo& info = fault::describe(spec.kind);
  std::string text = "fault " + std::string(info.name);
  if (spec.status) text += " " + std::to_string(*spec.status);
  if (spec.by) text += " by " + to_text(*spec.by);
  if (spec.bytes) text += " " + std::to_string(*spec.bytes) + " bytes";
  if (spec.times) text += " " + times_text(*spec.times);
  if (info.takes_direction && spec.direction != fault::Direction::both) text += " " + std::string(fault::to_name(spec.direction));
  if (info.takes_plane) text += " (" + std::string(fault::to_name(spec.plane)) + ")";
  if (info.takes_moment) text += " at " + std::string(fault::to_name(spec.moment));
  if (spec.after > Duration{}) text += " after " + to_text(spec.after);
  if (spec.first != 1 || spec.last != fault::FaultSpec::kUnlimited) {
    text += ", connections " + std::to_string(spec.first) + ".." +
            (spec.last == fault::FaultSpec::kUnlimited ? "" : std::to_string(spec.last));
  }
  if (!spec.user.empty()) text += ", of " + spec.user;
  if (spec.lasts) text += ", for " + to_text(*spec.lasts);
  return text;
}

std::string command_text(const control::ServerCommand& command) {
  using namespace control;
  return std::visit(
      Overloaded{
          [](const DeleteApp&) -> std::string { return "delete the app"; },
          [](const IssueToken& c) { return "issue token " + c.label.value + " for " + c.user.value; },
          [](const ExpireTokens& c) { return "expire the tokens of " + c.user.value; },
          [](const ExpireToken&) -> std::string { return "expire a token"; },
          [](const RotateSecret&) -> std::string { return "rotate the secret"; },
          [](const AdvanceClock& c) { return "advance the token clock by " + to_text(c.by); },
          [](const BlockUser& c) { return "block user " + c.user.value + " for " + to_text(c.lasts); },
          [](const UnblockUser& c) { return "unblock user " + c.user.value; },
          [](const DeactivateUser& c) { return "deactivate user " + c.user.value; },
          [](const ReactivateUser& c) { return "reactivate user " + c.user.value; },
          [](const ArmFault& c) { return fault_text(c.spec); },
          [](const ClearFaults& c) { return c.name.empty() ? "clear all faults" : "clear fault " + c.name; },
          [](const DisconnectUser& c) { return "disconnect user " + c.user.value + " with status " + std::to_string(c.status); },
          [](const DropConnection& c) {
            return std::string(name_of(kDropNames, c.how)) + " connection " + std::to_string(c.connection.value);
          },
          [](const RestartServer& c) {
            return "restart the server, down for " + to_text(c.down_for) + (c.keep_memory ? "" : ", memory lost");
          },
          [](const DeliverMessage& c) { return "deliver '" + c.text + "' from " + c.from.value + " to " + c.to.value; },
      },
      command);
}

std::string in_app(const std::string& app) { return app == "main" ? "" : " (app " + app + ")"; }

std::string token_text(const TokenStep& step) {
  if (!step.from.empty()) {
    return "make token " + step.label + " from " + step.from + ": " + std::string(name_of(kAlterationNames, step.alter));
  }
  std::string text = "issue token " + step.label + " for " + step.user;
  if (step.lifetime) text += ", good for " + to_text(*step.lifetime);
  if (step.starts_in > Duration{}) text += ", starting in " + to_text(step.starts_in);
  if (step.one_time) text += ", for one login";
  if (step.device_bound) text += ", for one device";
  return text + in_app(step.app);
}

template <class Things>
std::string listed(const Things& things, std::string_view separator) {
  std::string text;
  for (const auto& thing : things) text += (text.empty() ? "" : std::string(separator)) + to_text(thing);
  return text;
}

std::string repeat_text(const Item& item) {
  const std::string what = "(" + to_text(item.items.front()) + ")";
  if (item.least == 0 && item.most == 1) return "perhaps " + what;
  const std::string most = item.most == Item::kUnlimited ? " or more" : ".." + std::to_string(item.most);
  return what + " " + std::to_string(item.least) + (item.most == item.least ? "" : most) + " times";
}

std::string call_text(const ApiStep& call) {
  return std::visit([](const auto& step) { return to_text(Action(step)); }, call);
}

std::string turn_text(const TogetherStep& step) {
  std::string text;
  for (const ApiStep& call : step.calls) text += (text.empty() ? "in one turn: " : ", ") + call_text(call);
  return text;
}

std::string told_text(const InCallbackStep& step) {
  Pattern told;
  told.kind = step.told;
  told.client = step.client;
  told.status = step.status;
  told.code = step.code;
  return to_text(told);
}

std::string device_text(const DeviceStep& step) {
  switch (step.event) {
    case control::DeviceEvent::background:
      return step.client + " goes to the background";
    case control::DeviceEvent::foreground:
      return step.client + " comes to the foreground";
    case control::DeviceEvent::network_change:
      return step.client + " changes its network";
    case control::DeviceEvent::network_lost:
      return step.client + " has no network any more";
    case control::DeviceEvent::network_back:
      return step.client + " has a network again";
  }
  return {};
}

std::string scope_text(const std::optional<Pattern>& after, const std::optional<Pattern>& until) {
  return (after ? " after " + to_text(*after) : "") + (until ? " until " + to_text(*until) : "");
}

std::string text_of(const Every& every) {
  std::string text = "every " + to_text(every.pattern) + (every.side == Every::Side::leads_to ? " leads to " : " follows ") +
                     to_text(every.other);
  for (const Shared what : every.same)
    text += (what == every.same.front() ? " of the same " : ", ") + std::string(name_of(kSharedNames, what));
  return text + (every.within ? " within " + to_text(*every.within) : "");
}

std::string text_of(const BacksOff& expected) {
  return expected.client + " backs off " + listed(expected.delays, ", ") + (expected.repeats_last ? ", and so on" : "") + " (± " +
         to_text(expected.tolerance) + (expected.jitter == 0 ? "" : ", jitter " + percent_text(expected.jitter)) +
         "), at least " + times_text(expected.attempts) + scope_text(expected.after, {});
}

}  // namespace

std::string to_text(const Pattern& pattern) {
  std::string text(trace::describe(pattern.kind).name);
  if (!pattern.client.empty()) text += " of " + pattern.client;
  std::string details;
  const auto add = [&](std::string_view what, const std::string& value) {
    details += (details.empty() ? "" : ", ") + std::string(what) + " " + value;
  };
  if (pattern.name) add("name", *pattern.name);
  if (pattern.call) add("call", std::to_string(*pattern.call));
  if (pattern.code) add("code", std::to_string(*pattern.code));
  if (pattern.status) add("status", std::string(trace::to_name(*pattern.status)));
  if (pattern.final) add("that is", "final");
  if (pattern.user) add("user", *pattern.user);
  if (pattern.token) add("token", *pattern.token);
  if (pattern.via) add("via", *pattern.via);
  if (pattern.contains) add("containing", "'" + *pattern.contains + "'");
  return details.empty() ? text : text + " (" + details + ")";
}

std::string to_text(const Item& item) {
  switch (item.kind) {
    case Item::Kind::event:
      return to_text(item.pattern);
    case Item::Kind::all:
      return listed(item.items, ", then ");
    case Item::Kind::any_order:
      return "(in any order: " + listed(item.items, ", ") + ")";
    case Item::Kind::one_of:
      return "(" + listed(item.items, " or ") + ")";
    case Item::Kind::repeat:
      return repeat_text(item);
  }
  return {};
}

std::string to_text(const Action& action) {
  return std::visit(Overloaded{
                        [](const CreateStep& s) { return "create " + s.client; },
                        [](const InitStep& s) { return "initialise " + s.client; },
                        [](const ListenStep& s) { return "register the listeners of " + s.client; },
                        [](const ConnectStep& s) {
                          return "connect " + s.client + " with token " + s.token +
                                 (s.timeout ? ", timeout " + to_text(*s.timeout) : "");
                        },
                        [](const DisconnectStep& s) { return "disconnect " + s.client; },
                        [](const SendStep& s) { return "send '" + s.text + "' from " + s.client + " to " + s.to; },
                        [](const DestroyStep& s) { return "destroy " + s.client; },
                        [](const TogetherStep& s) { return turn_text(s); },
                        [](const InCallbackStep& s) { return "inside the next " + told_text(s) + ": " + call_text(s.call); },
                        [](const TokenStep& s) { return token_text(s); },
                        [](const ServerStep& s) { return command_text(s.command) + in_app(s.app); },
                        [](const AwaitStep& s) {
                          return "await " + to_text(s.pattern) + (s.times == 1 ? "" : " " + times_text(s.times)) + " within " +
                                 to_text(s.within);
                        },
                        [](const WatchStep& s) { return "watch for " + to_text(s.lasts); },
                        [](const DeviceStep& s) { return device_text(s); },
                        [](const RestartAppStep& s) { return "restart the app of " + s.client; },
                        [](const StorageStep& s) { return "storage of " + s.client + ": " + std::string(to_name(s.condition)); },
                    },
                    action);
}

std::string to_text(const Condition& condition) {
  return std::visit(
      Overloaded{
          [](const InOrder& c) { return "in order: " + listed(c.items, ", then "); },
          [](const AnyOrder& c) { return "in any order: " + listed(c.patterns, ", "); },
          [](const Sequence& c) {
            return "exactly in sequence" + (c.client.empty() ? "" : " of " + c.client) + scope_text(c.after, c.until) + ": " +
                   listed(c.items, ", then ");
          },
          [](const Exactly& c) { return "exactly " + times_text(c.times) + ": " + to_text(c.pattern); },
          [](const AtLeast& c) { return "at least " + times_text(c.times) + ": " + to_text(c.pattern); },
          [](const Never& c) {
            return "never " + to_text(c.pattern) + scope_text(c.after, c.until) +
                   (c.within ? " within " + to_text(*c.within) : "");
          },
          [](const AtMost& c) {
            return "at most " + times_text(c.times) + (c.per ? " in " + to_text(*c.per) : "") + ": " + to_text(c.pattern) +
                   scope_text(c.after, c.until);
          },
          [](const Every& c) { return text_of(c); },
          [](const Within& c) {
            const std::string window = c.at_least > Duration{}
                                           ? "between " + to_text(c.at_least) + " and " + to_text(c.at_most) + " after "
                                           : "within " + to_text(c.at_most) + " of ";
            return to_text(c.pattern) + " " + window + to_text(c.of);
          },
          [](const StatusReached& c) { return c.client + " tells status " + std::string(trace::to_name(c.status)); },
          [](const CodeIs& c) {
            return "connect " + std::to_string(c.call) + " of " + c.client + " ends with code " + std::to_string(c.code);
          },
          [](const UserIs& c) { return "connect " + std::to_string(c.call) + " of " + c.client + " ends with user " + c.user; },
          [](const Reconnects& c) {
            return c.client + " reconnects by itself " + times_text(c.times) + ", within " + to_text(c.within) + " of the loss";
          },
          [](const BacksOff& c) { return text_of(c); },
      },
      condition);
}

}  // namespace redial::scenarios
