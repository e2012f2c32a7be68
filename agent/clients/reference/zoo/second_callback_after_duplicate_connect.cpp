// A refused connect is answered twice: by its return code, and by a callback that the documentation rules out.
#include "agent/clients/reference/observation.hpp"
#include "agent/clients/reference/zoo/zoo.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference {
namespace {

class SecondCallback final : public Defect {
  void on_told(Observations& told) override {
    for (const auto& event : told) {
      const bool is_refusal = event.kind == trace::EventKind::call_returned && event.name == "connect" &&
                              event.code == session::code::kConnectionExists;
      if (is_refusal) reach().later({}, result_of("connect", event.call, *event.code, "callback"));
    }
  }
};

}  // namespace

std::unique_ptr<Defect> second_callback_after_duplicate_connect() { return std::make_unique<SecondCallback>(); }

}  // namespace redial::agent::reference
