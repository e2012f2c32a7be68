// See har.hpp. Entries stand in files by the time of their start, of their end, or anyhow: they are put in order first.
#include "doctor/artefacts/har.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "doctor/artefacts/har_entry.hpp"
#include "doctor/artefacts/har_failure.hpp"
#include "doctor/artefacts/har_socket.hpp"
#include "doctor/artefacts/json_reader.hpp"
#include "doctor/artefacts/masked.hpp"
#include "doctor/artefacts/sound_case.hpp"
#include "doctor/case/narrator.hpp"
#include "doctor/case/url_text.hpp"

namespace redial::doctor {
namespace {

constexpr const char* kHowToSave =
    "in Chrome or Edge open the developer tools, Network, before the page connects, and choose \"Export HAR\" afterwards";

constexpr Duration kTogether = std::chrono::seconds(1);  // a preflight starts before or behind what it asks for

constexpr const char* kStripped =
    "this WebSocket has neither AppKey nor token in its address: if it is the chat's, they were taken out of the file";

bool is_navigation(std::string_view path) { return path.ends_with("/navi.json") || path.ends_with("/navi.js"); }

std::string milliseconds_text(Duration length) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(length).count()) + " ms";
}

class HarReader {
 public:
  explicit HarReader(const std::string& source) : source_(source) {}

  Result<Case> read(std::string_view text) {
    find_entries(text);
    if (!found_) return Error{"this is no HAR: it has no list of entries", source_, kHowToSave};
    if (entries_.empty() && undated_.empty()) return Error{"not one entry of this HAR can be read", source_, kHowToSave};
    std::ranges::stable_sort(entries_, {}, &Place::started);
    for (const Place& place : entries_) tell(place);
    tell_undated();
    return finish();
  }

 private:
  struct Place {
    TimePoint started{};
    std::string_view text;
    std::size_t number = 0;  // in the file, from 1
  };
  struct Undated {
    Duration failed{};  // by a clock of its own
    std::string_view text;
    std::size_t number = 0;
  };
  struct Preflight {
    TimePoint started{};
    std::string url;
  };
  // Gaps of one kind: many entries of a damaged file lack the same.
  struct Gaps {
    std::string what;
    std::size_t count = 0;
  };

  void find_entries(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return;
    JsonWalk walk(text.substr(begin));
    while (const auto item = walk.next()) {
      if (item->key == "log") find_in_log(item->value);
      if (item->key == "entries") collect(item->value);  // a log without what should be around it
    }
    note_end(walk.end());
  }

  void find_in_log(std::string_view log) {
    JsonWalk walk(log);
    while (const auto item = walk.next()) {
      if (item->key == "creator") read_creator(item->value);
      if (item->key == "entries") collect(item->value);
    }
    note_end(walk.end());
  }

  void read_creator(std::string_view creator) {
    const auto name = pick(creator, std::array<std::string_view, 1>{"name"})[0];
    by_chromium_ = json_text(name, 100) == "WebInspector";
  }

  void collect(std::string_view list) {
    if (!list.starts_with('[')) return;
    found_ = true;
    JsonWalk walk(list);
    while (const auto item = walk.next()) {
      ++number_;
      if (!item->whole) continue;
      last_whole_ = number_;
      add(item->value);
    }
    note_end(walk.end());
  }

  void add(std::string_view entry) {
    const auto started = start_of(entry);
    if (const auto failed = undated_failure(entry); !started && failed && undated_.size() < kMaxHarUndated) {
      undated_.push_back({*failed, entry, number_});
      return;
    }
    if (!started) return note_gap(number_, "it does not say when it started");
    if (entries_.size() == kMaxHarEntries) return note_gap(number_, "there are too many entries: this one is left out");
    entries_.push_back({*started, entry, number_});
    if (entry.find("\"OPTIONS\"") != std::string_view::npos) note_preflight(entry);
  }

  // The browser's own question ahead of a question to a navigator may be the one that gets no answer.
  void note_preflight(std::string_view text) {
    const auto entry = read_entry(text);
    if (preflights_.size() == kMaxHarPreflights || !entry || entry->method != "OPTIONS" || !was_sent(*entry) ||
        !is_navigation(split_url(entry->url).path))
      return;
    preflights_.push_back({entry->started, entry->url});
  }

  // The network stack adds headers to what it sends.
  static bool was_sent(const HarEntry& entry) {
    return !header_of(entry, "Host").empty() || !header_of(entry, ":authority").empty();
  }

  bool was_sent_ahead(const HarEntry& entry) const {
    return std::ranges::any_of(preflights_, [&](const Preflight& ahead) {
      return ahead.url == entry.url && ahead.started + kTogether >= entry.started && ahead.started <= entry.started + entry.took;
    });
  }

  // Told once, where the text first went wrong.
  void note_end(JsonWalk::End end) {
    if (end == JsonWalk::End::whole || damaged_) return;
    damaged_ = true;
    const char* how = end == JsonWalk::End::cut ? "the file is cut off here" : "the file is damaged here";
    narrator_.gap("behind entry " + std::to_string(last_whole_), std::string(how) + ": what follows is missing");
  }

  void note_gap(std::size_t number, const std::string& what) {
    auto known = std::ranges::find(gaps_, what, &Gaps::what);
    if (known == gaps_.end()) known = gaps_.insert(gaps_.end(), {what, 0});
    if (++known->count <= kMaxHarGaps) narrator_.gap("entry " + std::to_string(number), what);
  }

  void tell(const Place& place) {
    auto entry = read_entry(place.text);
    if (!entry) return note_gap(place.number, entry.error().what);
    if (entry->method == "OPTIONS" || entry->redirects) return;  // a browser's own question; the same one, asked elsewhere again
    const bool is_chat = entry->is_web_socket && is_chat_socket(*entry);
    leave_out_masked(*entry, place.number);
    if (is_chat) return tell_chat(*entry, place.number);
    if (!entry->is_web_socket) return tell_http(*entry, place.number);
    if (entry->url.ends_with("/websocket")) note_gap(place.number, kStripped);
  }

  // Connections that never got as far as asking for the upgrade, which Chromium has no wall time for. A client has one socket at
  // a time: they came when no other was open, as late as that allows.
  void tell_undated() {
    if (undated_.empty()) return;
    std::ranges::stable_sort(undated_, {}, &Undated::failed);
    constexpr Duration kApart = std::chrono::milliseconds(1);
    const Duration span = undated_.back().failed - undated_.front().failed;
    const TimePoint base = open_since_ ? *open_since_ - span - kApart : (told_ > 0 ? last_end_ : last_other_) + kApart;
    for (const Undated& one : undated_) {
      auto entry = read_undated(one.text, base + (one.failed - undated_.front().failed));
      if (!entry || !is_chat_socket(*entry)) continue;
      leave_out_masked(*entry, one.number);
      tell_chat(*entry, one.number);
      note_gap(one.number, "Chromium keeps no time of a WebSocket that failed so early: where it is told is a guess");
    }
  }

  void leave_out_masked(HarEntry& entry, std::size_t number) {
    bool left_out = false;
    const UrlParts url = split_url(entry.url);
    const std::string shown(url.without_query);
    const std::string query = without_masked(url.query, left_out);
    entry.body = without_masked(entry.body, left_out);
    if (!left_out) return;
    entry.url = shown + (query.empty() ? "" : "?") + query;
    std::erase_if(entry.headers, [](const auto& header) { return is_masked(header.second); });
    note_gap(number, "its token or AppKey was taken out of the file: nothing can be said of it");
  }

  void tell_chat(const HarEntry& entry, std::size_t number) {
    const SocketSight sight = tell_socket(narrator_, entry, by_chromium_);
    ++told_;
    last_end_ = std::max(last_end_, entry.started + entry.took);
    open_since_ = sight.has_end || !sight.has_messages ? std::nullopt : std::optional(entry.started);
    if (!sight.all_readable) note_gap(number, "messages of this WebSocket are no base64, and are left out");
    if (!sight.has_end) has_end_ = false;
    if (sight.has_messages) return;
    has_end_ = false;
    note_gap(number,
             std::string("the messages of this WebSocket are not in the file, as Firefox and Safari save it: ") + kHowToSave);
  }

  void tell_http(const HarEntry& entry, std::size_t number) {
    const bool asks = is_navigation(split_url(entry.url).path);
    HttpExchange exchange{.asked = entry.started, .method = entry.method, .url = entry.url};
    exchange.headers = entry.headers;
    exchange.body = entry.body;
    const TimePoint ended = entry.started + entry.took;
    if (entry.status > 0 && entry.error.empty())
      exchange.answer = HttpExchange::Answer{
          .at = ended, .status = entry.status, .body = entry.answer.value_or(""), .body_known = entry.answer.has_value()};
    else if (asks)
      exchange.trouble = trouble_of(entry, ended);
    if (asks) ++told_;
    (asks ? last_end_ : last_other_) = std::max(asks ? last_end_ : last_other_, ended);
    if (asks && !exchange.answer && !exchange.trouble) note_pending(number);
    narrator_.tell(exchange);
  }

  void note_pending(std::size_t number) {
    has_end_ = false;
    note_gap(number, "it had no answer when the file was saved");
  }

  // Nothing: it was under way.
  std::optional<HttpExchange::Trouble> trouble_of(const HarEntry& entry, TimePoint at) const {
    if (!entry.failed && (by_chromium_ || entry.took == Duration{})) return std::nullopt;
    HttpExchange::Trouble trouble{.at = at, .how = failure_from_text(entry.error), .detail = code_in(entry.error)};
    if (entry.error.empty()) trouble.detail = "the file does not say why";
    if (trouble.detail.find("CERT_DATE_INVALID") != std::string::npos) trouble.detail += " (expired, or not yet valid)";
    if (trouble.detail == "net::ERR_ABORTED") give_up(entry, trouble);
    if (trouble.detail == "net::ERR_FAILED")
      trouble.how = Failure::blocked;  // so it calls an answer that CORS keeps from the page
    if (entry.status > 0) trouble.detail += " behind HTTP " + std::to_string(entry.status);
    return trouble;
  }

  // The SDK waits 10 s for a navigator (docs/PROTOCOL.md, navigation).
  void give_up(const HarEntry& entry, HttpExchange::Trouble& trouble) const {
    constexpr Duration kPatience = std::chrono::seconds(9);
    trouble.detail = "given up by the client after " + milliseconds_text(entry.took);
    if (entry.took >= kPatience && (was_sent(entry) || was_sent_ahead(entry))) trouble.how = Failure::silent;
  }

  Case finish() {
    for (const Gaps& gaps : gaps_)
      if (gaps.count > kMaxHarGaps) narrator_.gap(std::to_string(gaps.count - kMaxHarGaps) + " more entries", gaps.what);
    if (told_ == 0)
      narrator_.gap("the file",
                    "none of its " + std::to_string(entries_.size()) + " entries asks a navigator or connects to a chat server");
    Case begun;
    begun.origin = Origin::har;
    begun.source = source_;
    begun.sight = {.wire = true, .has_end = has_end_ && !damaged_};
    Case done = with_sound_texts(narrator_.finish(std::move(begun)));
    constexpr TimePoint kDated{std::chrono::hours(24)};  // ahead of it: nothing in the file had a date
    if (!done.trace.empty() && done.start > kDated) done.began = std::chrono::floor<UnixMillis>(done.start.time_since_epoch());
    return done;
  }

  const std::string& source_;
  Narrator narrator_;
  std::vector<Place> entries_;
  std::vector<Undated> undated_;
  TimePoint last_end_{}, last_other_{};  // of what was told of the chat, and of other exchanges
  std::optional<TimePoint> open_since_;  // start of the last socket, if it was still open at the end
  std::vector<Preflight> preflights_;    // that were sent
  std::vector<Gaps> gaps_;
  std::size_t number_ = 0, last_whole_ = 0;  // of the entry that is read, and of the last that was whole
  std::size_t told_ = 0;                     // of the chat
  bool found_ = false, damaged_ = false, by_chromium_ = false, has_end_ = true;
};

}  // namespace

bool is_har(std::string_view start) {
  const std::size_t begin = start.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  JsonWalk walk(start.substr(begin));
  while (const auto item = walk.next()) {
    if (item->key == "entries") return item->value.starts_with('[');
    if (item->key == "log") return item->value.starts_with('{');
  }
  return false;
}

Result<Case> read_har(std::string_view text, const std::string& source) {
  if (text.size() > kMaxHarBytes)
    return Error{"this HAR is longer than " + std::to_string(kMaxHarBytes >> 20) + " MiB", source,
                 "clear the network panel, repeat only what went wrong, and save again"};
  return HarReader(source).read(text);
}

}  // namespace redial::doctor
