// See story.hpp.
#include "doctor/artefacts/capture/story.hpp"

#include <algorithm>
#include <utility>

#include "core/trace/event_of.hpp"
#include "doctor/case/url_text.hpp"
#include "payload/navigation_json.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kNamesInTexts = 5;
// Domains of the vendor's navigators and chat servers.
constexpr std::string_view kVendorDomains[] = {"rong-edge.com", "ronghub.com",  "rongnav.com",   "rongcloud.cn",
                                               "rongcloud.net", "rong-api.com", "light-edge.com"};

std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  return colon == std::string_view::npos || host.ends_with(']') ? host : host.substr(0, colon);
}

bool is_vendors(std::string_view name) {
  return std::ranges::any_of(kVendorDomains, [&](std::string_view domain) { return name.ends_with(domain); });
}

void add_some(std::set<std::string>& names, std::string name) {
  if (names.size() < kNamesInTexts) names.insert(std::move(name));
}

std::string with_default_port(std::string_view host, bool over_tls) {
  const bool has_port = without_port(host).size() != host.size();
  return std::string(host) + (has_port ? "" : over_tls ? ":443" : ":80");
}

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

void Story::know_host(std::string_view host_and_port) {
  if (hosts_.size() < kMaxKnownNames) hosts_.emplace(without_port(host_and_port));
}

void Story::exchange(const HttpExchange& exchange, const net::Endpoint& server) {
  narrator_.tell(exchange);
  const UrlParts url = split_url(exchange.url);
  if (!asks_navigation(url.path)) return worked();
  ++told_;
  navigation_.insert(to_text(server));
  know_host(url.host);
  if (exchange.answer) learn_addresses(exchange);
}

void Story::learn_addresses(const HttpExchange& exchange) {
  first_answer_ = std::min(first_answer_, exchange.answer->at);
  const auto answer = payload::parse_navigation_answer(exchange.answer->body, exchange.url.starts_with("https"));
  if (!answer || chat_.size() > kMaxKnownNames) return;
  for (const wire::ChatAddress& address : answer->addresses) {
    const std::string_view host = std::string_view(address.address).substr(0, address.address.find('/'));
    chat_.insert(with_default_port(host, address.transport == wire::ChatAddress::Transport::tls));
    know_host(host);
  }
}

Epoch Story::dial(const Dial& dial, const net::Endpoint& server) {
  ++told_;
  chat_.insert(to_text(server));
  know_host(split_url(dial.url).host);
  return narrator_.dial(dial);
}

void Story::message(Epoch connection, TimePoint at, wire::Sender sender, View bytes) {
  told_bytes_ += bytes.size();
  if (told_bytes_ > kMaxToldBytes)
    ++untold_;
  else
    narrator_.message(connection, at, sender, bytes);
}

void Story::gap(std::string where, std::string what) {
  if (++gaps_ <= kMaxGaps) narrator_.gap(std::move(where), std::move(what));
}

void Story::attempt(Attempt attempt) {
  if (attempts_.size() < kMaxAttempts) attempts_.push_back(std::move(attempt));
}

void Story::sealed(const net::Endpoint& server, const std::string& name) {
  ++unread_.sealed;
  add_some(unread_.sealed_names, name.empty() ? to_text(server) : name);
}

void Story::http2(const net::Endpoint& server, const std::string& name) {
  ++unread_.http2;
  add_some(unread_.http2_names, name.empty() ? to_text(server) : name);
}

void Story::begun_before(const net::Endpoint& server) {
  ++unread_.begun_before;
  if (begun_before_.size() < kMaxKnownNames) begun_before_.insert(to_text(server));
}

bool Story::lacks_start() const {
  return std::ranges::any_of(begun_before_,
                             [&](const std::string& server) { return chat_.contains(server) || navigation_.contains(server); });
}

void Story::resolved(const std::string& name, const net::Endpoint& address) {
  if (names_.size() < kMaxKnownNames) names_.insert_or_assign(host_text(address), name);
}

void Story::unresolved(const std::string& name, TimePoint at, const std::string& detail) {
  if (unresolved_.size() < kMaxAttempts) unresolved_.push_back({name, detail, at});
}

std::string Story::name_of(const Attempt& attempt) const {
  if (!attempt.server_name.empty()) return attempt.server_name;
  const auto found = names_.find(host_text(attempt.server));
  return found == names_.end() ? std::string() : found->second;
}

Story::Meant Story::meaning_of(const Attempt& attempt) const {
  const std::string address = to_text(attempt.server), name = name_of(attempt);
  const std::string named = name.empty() ? address : name + ":" + std::to_string(attempt.server.port);
  if (chat_.contains(named) || chat_.contains(address)) return Meant::chat;
  if (navigation_.contains(address)) return Meant::navigation;
  if (name.empty() || !(hosts_.contains(name) || is_vendors(name))) return Meant::other;
  return attempt.at < first_answer_ ? Meant::navigation : Meant::chat;
}

void Story::tell_navigation(const std::string& url, TimePoint at, TimePoint failed, Failure how, const std::string& detail) {
  trace::Event event = trace::event_of(trace::EventKind::navigation_requested, at);
  event.detail = url;
  narrator_.tell(event);
  event.at = failed;
  event.kind = trace::EventKind::navigation_failed;
  event.name = to_name(how);
  event.detail = detail;
  narrator_.tell(std::move(event));
}

void Story::tell(const Attempt& attempt, Meant meant) {
  const std::string name = name_of(attempt);
  const std::string host = name.empty() ? to_text(attempt.server) : name + ":" + std::to_string(attempt.server.port);
  if (meant == Meant::navigation)
    return tell_navigation((attempt.over_tls ? "https://" : "http://") + host, attempt.at, attempt.failed, attempt.how,
                           attempt.detail);
  const Epoch epoch = narrator_.dial({.at = attempt.at, .url = (attempt.over_tls ? "tls://" : "tcp://") + host});
  narrator_.failed(epoch, attempt.failed, attempt.how, attempt.detail);
}

// Did all of them go to one server?
bool Story::one_server_failed() const {
  return !attempts_.empty() &&
         std::ranges::all_of(attempts_, [&](const Attempt& attempt) { return attempt.server == attempts_.front().server; });
}

bool Story::conclude() {
  const bool no_other_way = told_ == 0 && unread_.sealed == 0 && unread_.http2 == 0;
  // What fails where nothing else worked, or the app has just got a token, is what a client asks first.
  const bool nothing_worked = no_other_way && (others_ == 0 || (narrator_.has_issue() && one_server_failed()));
  std::ranges::stable_sort(attempts_, {}, &Attempt::at);
  for (const Attempt& attempt : attempts_) {
    Meant meant = meaning_of(attempt);
    if (meant == Meant::other && !nothing_worked) continue;
    if (meant == Meant::other) meant = Meant::navigation;
    tell(attempt, meant);
    ++told_;
  }
  for (const Unresolved& name : unresolved_) {
    if (!hosts_.contains(name.name) && !is_vendors(name.name) && !(nothing_worked && attempts_.empty())) continue;
    const bool is_chat = hosts_.contains(name.name) && name.at > first_answer_;
    if (is_chat)
      narrator_.failed(narrator_.dial({.at = name.at, .url = "tcp://" + name.name}), name.at, Failure::name_not_resolved,
                       name.detail);
    else
      tell_navigation("https://" + name.name, name.at, name.at, Failure::name_not_resolved, name.detail);
    ++told_;
  }
  tell_gaps();
  return told_ > 0;
}

void Story::tell_gaps() {
  if (unread_.sealed > 0)
    narrator_.gap(
        "TLS without its secrets, " + std::to_string(unread_.sealed) + " connections (" + joined(unread_.sealed_names) + ")",
        "only the handshake can be read; record with SSLKEYLOGFILE");
  if (unread_.http2 > 0)
    narrator_.gap("HTTP/2, " + std::to_string(unread_.http2) + " connections (" + joined(unread_.http2_names) + ")",
                  "is recognised and not read");
  if (unread_.begun_before > 0)
    narrator_.gap("the capture's beginning",
                  std::to_string(unread_.begun_before) + " connections were open before it, and are not read");
  if (gaps_ > kMaxGaps) narrator_.gap("other connections", std::to_string(gaps_ - kMaxGaps) + " more gaps");
  if (untold_ > 0)
    narrator_.gap("messages", std::to_string(untold_) + " beyond " + std::to_string(kMaxToldBytes) + " bytes are left out");
}

}  // namespace redial::doctor::capture
