// See har_socket.hpp. Chromium's list of messages, which proxies write as well: type "send", "receive" or, for how a connection
// failed, "error"; time in seconds; opcode; data as text, of binary messages base64.
#include "doctor/artefacts/har_socket.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/base/text_encodings.hpp"
#include "core/wire/websocket_frame.hpp"
#include "doctor/artefacts/har_failure.hpp"
#include "doctor/artefacts/json_reader.hpp"
#include "doctor/case/iso_time.hpp"
#include "doctor/case/url_text.hpp"

namespace redial::doctor {
namespace {

using wire::Opcode;

constexpr std::int32_t kSwitchingProtocols = 101;
constexpr std::int32_t kOk = 200;  // answers the upgrade over HTTP/2

// Base64 takes four characters for three bytes; more than this is no message of the protocol.
constexpr std::size_t kMaxData = wire::kMaxMessageBytes / 3 * 4 + 4;

struct Message {
  std::optional<TimePoint> at;
  std::string_view data;  // as written
  bool is_error = false, by_client = false;
  int opcode = 0;
};

// Seconds; some exporters write milliseconds, or a date.
std::optional<TimePoint> time_of(std::string_view value) {
  constexpr double kAsMilliseconds = 1e11, kPast = 1e9, kFarFuture = 7.2e9;  // smaller ones count from another start
  auto amount = json_number(value);
  if (!amount) {
    const auto text = json_text(value, 64);
    return text ? parse_iso_time(*text) : std::nullopt;
  }
  if (*amount >= kAsMilliseconds) *amount /= 1000;
  if (!(*amount > kPast && *amount < kFarFuture)) return std::nullopt;
  return TimePoint(std::chrono::microseconds(std::llround(*amount * 1e6)));
}

Message read_message(std::string_view json) {
  const auto [type, time, opcode, data] = pick(json, std::array<std::string_view, 4>{"type", "time", "opcode", "data"});
  const std::string kind = json_text(type, 32).value_or("");
  const double number = json_number(opcode).value_or(static_cast<double>(Opcode::binary));
  Message message{.at = time_of(time), .data = data, .is_error = kind == "error", .by_client = kind == "send"};
  if (number >= 0 && number < 16) message.opcode = static_cast<int>(number);
  return message;
}

// Calls `each` for every message that can be told apart.
template <class Each>
void each_message(std::string_view list, const Each& each) {
  if (list.empty()) return;
  JsonWalk walk(list);
  while (const auto item = walk.next()) each(read_message(item->value));
}

// What is known of a connection before its messages are told.
struct Outline {
  std::optional<TimePoint> first;  // message
  std::optional<TimePoint> last;
  std::string error;  // in Chromium's words
  std::optional<TimePoint> error_at;
};

Outline outline_of(const HarEntry& entry) {
  Outline outline;
  each_message(entry.messages, [&](const Message& message) {
    if (message.is_error) {
      if (outline.error.empty()) outline.error = json_text(message.data, 1024).value_or("");
      outline.error_at = message.at;
    } else if (message.at) {
      outline.first = std::min(outline.first.value_or(*message.at), *message.at);
      outline.last = std::max(outline.last.value_or(*message.at), *message.at);
    }
  });
  if (outline.error.empty()) outline.error = entry.error;
  return outline;
}

// "Error during WebSocket handshake: Unexpected response code: 403"
std::optional<std::int32_t> status_in(std::string_view error) {
  constexpr std::string_view kAhead = "nexpected response code: ";
  const std::size_t at = error.find(kAhead);
  if (at == std::string_view::npos) return std::nullopt;
  const auto number = json_number(error.substr(at + kAhead.size(), 3));
  return number ? std::optional(static_cast<std::int32_t>(*number)) : std::nullopt;
}

// A client that gives up says so itself; what it was waiting for shows in whether its request had been sent.
Failure failure_of(const HarEntry& entry, const std::string& error) {
  constexpr Duration kPatience = std::chrono::seconds(3);
  const Failure failure = failure_from_text(error);
  if (failure != Failure::unknown || entry.took < kPatience) return failure;
  return header_of(entry, "Sec-WebSocket-Key").empty() ? Failure::unknown : Failure::silent;
}

std::string describe_failure(const HarEntry& entry, const std::string& error) {
  std::string detail = code_in(error);
  if (detail.find("CERT_DATE_INVALID") != std::string::npos) detail += " (expired, or not yet valid)";
  if (detail.empty() && error.empty()) detail = "the file does not say why";
  if (detail.empty() && failure_from_text(error) == Failure::unknown) {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(entry.took);
    detail = "ended after " + std::to_string(took.count()) + " ms without being opened";
  }
  return detail;
}

class Teller {
 public:
  Teller(Narrator& narrator, const HarEntry& entry) : narrator_(narrator), entry_(entry), outline_(outline_of(entry)) {}

  SocketSight tell(bool by_chromium) {
    std::string url = entry_.url;  // proxies write the scheme of the upgrade's request
    if (url.starts_with("http")) url.replace(0, 4, "ws");
    epoch_ = narrator_.dial({.at = entry_.started, .url = url});
    if (was_opened()) return tell_opened(by_chromium);
    return {.has_end = tell_failed()};
  }

 private:
  bool was_opened() const {
    if (entry_.status == kSwitchingProtocols || outline_.first) return true;
    return entry_.status == kOk && header_of(entry_, ":protocol") == "websocket";
  }

  // Chromium counts the messages as waiting: the first of them is a better bound.
  SocketSight tell_opened(bool by_chromium) {
    TimePoint opened = entry_.started + entry_.until_opened;
    if (outline_.first) opened = std::clamp(*outline_.first, entry_.started, std::max(opened, entry_.started));
    narrator_.opened(epoch_, opened);
    at_ = opened;
    each_message(entry_.messages, [this](const Message& message) { tell_message(message); });
    const TimePoint ended = std::max(entry_.started + entry_.took, at_);
    const bool has_ended = by_chromium && entry_.receiving > Duration{};
    if (has_ended && !closed_) narrator_.closed(epoch_, ended, {}, "the record does not say by whom");
    return {.has_messages = !entry_.messages.empty(),
            .has_end = has_ended || closed_ || entry_.messages.empty(),
            .all_readable = all_readable_};
  }

  // False: nothing had come of it when the file was saved.
  bool tell_failed() {
    const auto status = entry_.status > 0 ? std::optional(entry_.status) : status_in(outline_.error);
    const TimePoint at = outline_.error_at.value_or(entry_.started + entry_.took);
    if (status) {
      narrator_.failed(epoch_, at, Failure::http_status, "the upgrade was answered by HTTP " + std::to_string(*status), status);
      return true;
    }
    if (outline_.error.empty() && entry_.took == Duration{}) return false;
    narrator_.failed(epoch_, at, failure_of(entry_, outline_.error), describe_failure(entry_, outline_.error));
    return true;
  }

  void tell_message(const Message& message) {
    at_ = std::max(message.at.value_or(at_), entry_.started);
    if (message.is_error) {
      narrator_.closed(epoch_, at_, {}, gave_up());
      closed_ = true;
      return;
    }
    const auto opcode = static_cast<Opcode>(message.opcode);
    if (opcode != Opcode::binary && opcode != Opcode::close) return;  // the client ignores text
    const auto text = json_text(message.data, kMaxData);
    const auto bytes = text ? from_base64(*text) : std::nullopt;
    if (opcode == Opcode::close) return tell_close(message, bytes);
    all_readable_ = all_readable_ && bytes && !bytes->empty();
    if (!bytes || bytes->empty()) return;
    narrator_.message(epoch_, at_, message.by_client ? wire::Sender::client : wire::Sender::server,
                      {reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()});
  }

  std::string gave_up() const {
    const std::string code = code_in(outline_.error);
    return "the browser gave it up" + (code.empty() ? code : ": " + code);
  }

  void tell_close(const Message& message, const std::optional<std::string>& bytes) {
    std::optional<std::int32_t> code;
    if (bytes && bytes->size() >= 2) code = static_cast<std::uint8_t>((*bytes)[0]) * 256 + static_cast<std::uint8_t>((*bytes)[1]);
    if (!closed_) narrator_.closed(epoch_, at_, code, message.by_client ? "by the client" : "by the server");
    closed_ = true;
  }

  Narrator& narrator_;
  const HarEntry& entry_;
  const Outline outline_;
  Epoch epoch_;
  TimePoint at_{};  // of what was told last
  bool closed_ = false, all_readable_ = true;
};

}  // namespace

bool is_chat_socket(const HarEntry& entry) {
  const UrlParts url = split_url(entry.url);
  if (!url.path.ends_with("/websocket")) return false;
  return url.query.find("appId=") != std::string_view::npos || url.query.find("token=") != std::string_view::npos;
}

SocketSight tell_socket(Narrator& narrator, const HarEntry& entry, bool by_chromium) {
  return Teller(narrator, entry).tell(by_chromium);
}

}  // namespace redial::doctor
