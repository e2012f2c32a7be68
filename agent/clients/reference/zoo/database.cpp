// What goes wrong with telling that the message store is open.
#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"

namespace redial::agent::reference::zoo {
namespace {

using trace::EventKind;

bool is_database_opened(const trace::Event& told) { return told.kind == EventKind::database_opened; }

class OpenedAfterConnected final : public Defect {
  void on_told(Observations& told) override {
    std::stable_partition(told.begin(), told.end(), [](const trace::Event& event) { return !is_database_opened(event); });
  }
};

constexpr DefectInfo kDefects[] = {
    {"database-opened-twice", "the database is told to be open twice",
     "https://docs.rongcloud.cn/uni-app-imlib/connection/connect", kTwoStages, make<Repetitive, is_database_opened>},
    {"database-opened-after-connected", "on a first login, connected is told before the database is open",
     "https://doc.rongcloud.cn/apidoc/imlib-harmonyos/latest/classes/IMEngine.IMEngine.html", kTwoStages,
     make<OpenedAfterConnected>},
    {"database-opened-not-told", "nobody tells that the database is open", "rongcloud/rongcloud-react-native-imlib#10",
     kTwoStages, make<Silent, is_database_opened>},
};

}  // namespace

std::span<const DefectInfo> database_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
