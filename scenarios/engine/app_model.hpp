// What apps do by themselves when their client tells them certain codes: a small machine that the engine asks what is due. It
// knows no tokens and demands nothing itself.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/time/time.hpp"
#include "core/trace/event.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

class AppModels {
 public:
  explicit AppModels(const std::map<std::string, ClientSpec>& clients);

  // An app that is told one of its codes has something to do, unless it has already, or has connected again often enough.
  void observe(const trace::Event& event, TimePoint now);

  // When the next thing is due; nothing while no app has anything to do.
  std::optional<TimePoint> next_due() const;

  struct Deed {
    enum class What : std::uint8_t {
      fetch,        // get the token `label`, then tell fetched()
      fetch_fails,  // this fetch fails: done with being told
      connect,      // with `label`, or with the token used last if that is empty: done with being told
    } what = What::fetch;
    std::string client;
    std::string label;
  };
  // What is due by now; nothing if nothing is.
  std::optional<Deed> take(TimePoint now);
  void fetched(const std::string& client);

 private:
  struct App {
    const AppModel* model;
    std::optional<TimePoint> due;
    bool has_token = false;
    std::uint32_t failed = 0;     // fetches
    std::uint32_t connected = 0;  // again
    bool is_calling = false;      // connect; what is told until the call is seen is about the call before
    CallId latest;                // connect that was called
  };
  std::optional<Deed> next_deed(const std::string& client, App& app, TimePoint now);

  std::map<std::string, App> apps_;
};

}  // namespace redial::scenarios
