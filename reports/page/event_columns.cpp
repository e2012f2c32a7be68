// Shapes are numbered as they come.
#include "reports/page/event_columns.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace redial::reports::page {

using Json = nlohmann::ordered_json;
using trace::Event;

EventColumns::Shape EventColumns::shape_of(const Event& event) {
  const auto text = [&](std::string_view value) { return static_cast<std::int64_t>(texts_.place_of(value)); };
  return {std::ranges::find(kLanes, event.lane) - std::begin(kLanes),
          text(trace::describe(event.kind).name),
          text(event.client),
          event.epoch.value,
          event.call.value,
          event.code,
          text(trace::to_name(event.status)),
          text(event.user),
          text(event.token),
          text(event.name),
          text(event.via),
          event.nesting,
          text(event.thread),
          event.detail.empty() ? 0 : 1,
          event.frame.format.empty() ? 0 : 1};
}

Json EventColumns::add(const std::vector<Event>& trace, TimePoint origin) {
  const std::size_t first = shape_.size();
  std::int64_t last = 0;
  for (const Event& event : trace) {
    const auto [known, is_new] = places_.try_emplace(shape_of(event), shapes_.size());
    if (is_new) {
      shapes_.push_back(known->first);
      own_.emplace_back();
    }
    shape_.push_back(known->second);
    const std::int64_t at = (event.at - origin) / kUnit;
    own_[known->second].at.push_back(at - std::exchange(last, at));
    if (!event.detail.empty()) own_[known->second].detail.push_back(texts_.place_of(event.detail));
    if (!event.frame.format.empty()) own_[known->second].frame.push_back(frames_.place_of(event));
  }
  return {first, trace.size()};
}

Json EventColumns::to_json() const {
  Json shapes = Json::object();
  for (std::size_t column = 0; column < std::size(kNames); ++column) {
    Json& values = shapes[std::string(kNames[column])] = Json::array();
    for (const Shape& shape : shapes_) values.push_back(shape[column] ? Json(*shape[column]) : Json());
  }
  std::vector<std::int64_t> at;
  std::vector<std::size_t> detail, frame;
  for (const Own& own : own_) {
    at.insert(at.end(), own.at.begin(), own.at.end());
    detail.insert(detail.end(), own.detail.begin(), own.detail.end());
    frame.insert(frame.end(), own.frame.begin(), own.frame.end());
  }
  return {{"unit_us", kUnit / std::chrono::microseconds(1)},
          {"shapes", std::move(shapes)},
          {"shape", shape_},
          {"at", at},
          {"detail", detail},
          {"frame", frame}};
}

}  // namespace redial::reports::page
