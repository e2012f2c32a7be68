// See page_frames.hpp.
#include "reports/page/page_frames.hpp"

#include <vector>

#include "core/base/text_encodings.hpp"

namespace redial::reports::page {
namespace {

using Json = nlohmann::ordered_json;

Json fields(const trace::Frame& frame, wire::Sender sender) {
  Json list = Json::array();
  const auto format = wire::format_from_name(frame.format);
  if (!format) return list;
  const std::vector<std::uint8_t> bytes(frame.bytes.begin(), frame.bytes.end());
  const auto read = wire::read_fields(bytes, *format, sender);
  if (!read) return list;
  for (const wire::Field& field : *read) list.push_back({field.name, field.value});
  return list;
}

}  // namespace

std::size_t Frames::place_of(const trace::Event& event) {
  const auto sender = event.kind == trace::EventKind::server_received ? wire::Sender::client : wire::Sender::server;
  const trace::Frame& frame = event.frame;
  return table_.place_of({sender, frame.format, frame.bytes}, [&] {
    return Json{{"hex", to_hex(frame.bytes)}, {"fields", fields(frame, sender)}};
  });
}

}  // namespace redial::reports::page
