// Which names of clients the command line takes, and what it says to others.
#include "cli/clients.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace redial::cli {
namespace {

using testing::HasSubstr;

// What is said to this name; empty if it is taken.
std::string said_to(const std::string& name) {
  const auto checked = check_client_name(name);
  return checked ? std::string() : to_text(checked.error());
}

TEST(ClientNamesTest, OursAreTaken) {
  for (const auto* name : {"reference", "reference:web", "reference:native+callback-lost", "web", "web:node", "web:chromium",
                           "web:node@5.36.7", "native", "127.0.0.1:7000"})
    EXPECT_EQ(said_to(name), "") << name;
}

TEST(ClientNamesTest, ThoseToChooseFromAreTaken) {
  EXPECT_THAT(client_names(), testing::IsSupersetOf({"reference", "reference:web", "web", "web:chromium", "native"}));
  for (const std::string& name : client_names()) EXPECT_EQ(said_to(name), "") << name;
  for (const std::string& name : reference_names()) EXPECT_TRUE(reference_kind(name)) << name;
}

TEST(ClientNamesTest, AnUnknownNameIsToldAllThatThereAre) {
  for (const auto* known : {"reference", "web", "native", "HOST:PORT"}) EXPECT_THAT(said_to("mobile"), HasSubstr(known));
}

TEST(ClientNamesTest, AWebClientOfAnUnknownHostIsToldTheHosts) {
  EXPECT_THAT(said_to("web:firefox"), HasSubstr("web:node or web:chromium"));
}

TEST(ClientNamesTest, TheNativeClientHasNeitherHostNorVersion) {
  for (const auto* name : {"native:node", "native@5.46.0"}) EXPECT_THAT(said_to(name), HasSubstr("use native")) << name;
}

TEST(DefaultClientsTest, NativePlaysWhereItCanRun) {
  std::vector<std::string> expected{"reference", "web"};
  if (!native_is_missing()) expected.emplace_back("native");
  EXPECT_EQ(default_clients(), expected);
}

}  // namespace
}  // namespace redial::cli
