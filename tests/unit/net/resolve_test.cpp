// Names and addresses, without a DNS server.
#include "net/resolve.hpp"

#include <gmock/gmock.h>

#include "net/await.hpp"

namespace redial::net {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

using Found = Result<std::vector<std::string>>;

class Resolving : public ::testing::Test {
 protected:
  Found resolve(const std::string& host) {
    auto found = await<Found>(loop, std::chrono::seconds(10), [&](const auto& tell) {
      return std::make_unique<Resolve>(loop, host, [tell](Found outcome) { tell(std::move(outcome)); });
    });
    return found ? *std::move(found) : Error{"nothing arrived", host, ""};
  }

  Loop loop;
};

TEST_F(Resolving, AddressStandsForItself) {
  EXPECT_THAT(resolve("192.0.2.7").value(), ElementsAre("192.0.2.7"));
  EXPECT_THAT(resolve("::1").value(), ElementsAre("::1"));
}

TEST_F(Resolving, ThisMachineHasAnAddress) { EXPECT_THAT(resolve("localhost").value(), Contains("127.0.0.1")); }

TEST_F(Resolving, NamesBelowInvalidHaveNone) {
  for (const char* name : {"invalid", "nowhere.invalid"}) {
    const auto error = resolve(name).error();
    EXPECT_EQ(error.where, name);
    EXPECT_FALSE(error.what.empty());
  }
}

TEST_F(Resolving, NameThatIsNoneIsAnError) { EXPECT_FALSE(resolve(std::string(70, 'a'))); }

TEST_F(Resolving, GivenUpTellsNothing) {
  bool told = false;
  loop.call([&] { Resolve(loop, "192.0.2.7", [&](const Found&) { told = true; }); });
  loop.call([] {});
  EXPECT_FALSE(told);
}

}  // namespace
}  // namespace redial::net
