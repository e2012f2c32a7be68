// What a device forbids, and whose token it remembers.
#include "agent/clients/reference/device.hpp"

#include <gtest/gtest.h>

namespace redial::agent::reference {
namespace {

using control::StorageCondition;

const Token kToken("token");

TEST(Device, IntactCanBeWritten) { EXPECT_TRUE(Device().may_write()); }

TEST(Device, ReadOnlyRefusesEveryWriting) {
  Device device;
  device.condition = StorageCondition::read_only;
  EXPECT_EQ(to_text(device.may_write(false).error()), "storage: the device is read-only; make it intact again");
  EXPECT_FALSE(device.may_write(true));
}

TEST(Device, FullRefusesWhatIsNew) {
  Device device;
  device.condition = StorageCondition::full;
  EXPECT_TRUE(device.may_write(false));
  EXPECT_EQ(to_text(device.may_write(true).error()), "storage: the device is full; make it intact again");
}

TEST(Device, RemembersTheTokenUsedLastAlone) {
  Device device;
  EXPECT_EQ(device.user_of(Token()), std::nullopt);
  device.remember(Token("first"), "alice");
  device.remember(kToken, "bob");
  EXPECT_EQ(device.user_of(Token("first")), std::nullopt);
  EXPECT_EQ(device.user_of(kToken), "bob");
}

TEST(Device, KeepsWhatItRememberedWhenNothingCanBeWritten) {
  Device device;
  device.remember(kToken, "alice");
  device.condition = StorageCondition::read_only;
  device.remember(Token("another"), "bob");
  EXPECT_EQ(device.user_of(kToken), "alice");
  EXPECT_EQ(device.user_of(Token("another")), std::nullopt);
}

}  // namespace
}  // namespace redial::agent::reference
