// The table of all defects.
#include "agent/clients/reference/zoo/zoo.hpp"

namespace redial::agent::reference {
namespace {

constexpr DefectInfo kDefects[] = {
    {"second-callback-after-duplicate-connect", "a connect that is refused with a return code calls back as well",
     "https://github.com/NexconnAI-Dev/nexconn-chat-sdk-flutter (lib/src/engine/nc_engine.dart)",
     second_callback_after_duplicate_connect},
};

}  // namespace

std::span<const DefectInfo> all_defects() { return kDefects; }

const DefectInfo* find_defect(std::string_view name) {
  for (const DefectInfo& info : kDefects)
    if (info.name == name) return &info;
  return nullptr;
}

}  // namespace redial::agent::reference
