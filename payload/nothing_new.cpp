// The queries after login that a mock has no news for. Each answer echoes the version asked for, because the official SDK throws
// on a lower one.
#include <string>
#include <type_traits>

#include "payload/chat_payloads.hpp"
#include "payload/protobuf_bytes.hpp"
#include "redial/chat/v1/chat.pb.h"

namespace redial::payload {

namespace {

namespace pb = redial::chat::v1;

pb::EventChangeOutput answer(const pb::EventChangeInput& request, std::int64_t behind) {
  pb::EventChangeOutput out;
  out.set_synctime(request.synctime() - behind);
  out.set_hasnext(false);
  return out;
}

pb::UserSettingsOutput answer(const pb::UserSettingsInput& request, std::int64_t behind) {
  pb::UserSettingsOutput out;
  out.set_version(request.version() - behind);
  return out;
}

pb::ConversationStatusOutput answer(const pb::ConversationStatusInput& request, std::int64_t behind) {
  pb::ConversationStatusOutput out;
  out.set_version(request.time() - behind);
  return out;
}

pb::ModifiedMessagesOutput answer(const pb::ModifiedMessagesInput& request, std::int64_t behind) {
  pb::ModifiedMessagesOutput out;
  out.set_nextversion(request.pullversion() - behind);
  out.set_finished(true);
  return out;
}

template <class Request>
Result<wire::Bytes> echo(const std::string& topic, const wire::Bytes& request, std::int64_t behind) {
  const auto message = from_bytes<Request>(request);
  if (!message) return Error{"payload is no request of topic '" + topic + "'", "", "see docs/PROTOCOL.md, messages"};
  if constexpr (std::is_same_v<Request, pb::ReportSdkInput>)
    return wire::Bytes{};
  else
    return to_bytes(answer(*message, behind));
}

}  // namespace

Result<wire::Bytes> answer_with_nothing_new(const std::string& topic, const wire::Bytes& request, std::int64_t behind) {
  if (topic == "qAppBot") return wire::Bytes{};  // its request is empty
  if (topic == "pullEventChange") return echo<pb::EventChangeInput>(topic, request, behind);
  if (topic == "pullUS") return echo<pb::UserSettingsInput>(topic, request, behind);
  if (topic == "pullSeAtts") return echo<pb::ConversationStatusInput>(topic, request, behind);
  if (topic == "pullModifyMsg") return echo<pb::ModifiedMessagesInput>(topic, request, behind);
  if (topic == "reportsdk") return echo<pb::ReportSdkInput>(topic, request, behind);
  return Error{"query topic '" + topic + "' is not served", "",
               "the mock serves the queries after login and pullMsg (docs/PROTOCOL.md, messages)"};
}

bool has_version(std::string_view topic) {
  return topic == "pullEventChange" || topic == "pullUS" || topic == "pullSeAtts" || topic == "pullModifyMsg";
}

}  // namespace redial::payload
