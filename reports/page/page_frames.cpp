// See page_frames.hpp.
#include "reports/page/page_frames.hpp"

#include <span>

#include "core/base/text_encodings.hpp"
#include "core/wire/message_fields.hpp"

namespace redial::reports::page {
namespace {

using Json = nlohmann::ordered_json;

Json fields(const trace::Event& event) {
  Json list = Json::array();
  const auto format = wire::format_from_name(event.frame.format);
  if (!format) return list;
  const auto sender = event.kind == trace::EventKind::server_received ? wire::Sender::client : wire::Sender::server;
  const std::vector<std::uint8_t> bytes(event.frame.bytes.begin(), event.frame.bytes.end());
  const auto read = wire::read_fields(bytes, *format, sender);
  if (!read) return list;
  for (const wire::Field& field : *read) list.push_back({field.name, field.value});
  return list;
}

}  // namespace

Json frame_json(const trace::Event& event) { return {{"hex", to_hex(event.frame.bytes)}, {"fields", fields(event)}}; }

}  // namespace redial::reports::page
