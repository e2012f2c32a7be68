// What occurs again and again in a page's data, each once, and known by its place. It does not know what it keeps.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace redial::reports::page {

template <class Key>
class Table {
 public:
  // `make` gives what the page reads of a new one.
  template <class Make>
  std::size_t place_of(const Key& key, const Make& make) {
    const auto [known, is_new] = places_.try_emplace(key, places_.size());
    if (is_new) list_.push_back(make());
    return known->second;
  }
  const nlohmann::ordered_json& list() const { return list_; }

 private:
  std::map<Key, std::size_t> places_;
  nlohmann::ordered_json list_ = nlohmann::ordered_json::array();
};

// Text 0 is the empty one.
class Texts {
 public:
  Texts() { place_of(""); }
  std::size_t place_of(std::string_view text) {
    if (const auto known = places_.find(text); known != places_.end()) return known->second;
    list_.push_back(text);
    return places_.emplace(text, places_.size()).first->second;
  }
  const nlohmann::ordered_json& list() const { return list_; }

 private:
  std::map<std::string, std::size_t, std::less<>> places_;
  nlohmann::ordered_json list_ = nlohmann::ordered_json::array();
};

}  // namespace redial::reports::page
