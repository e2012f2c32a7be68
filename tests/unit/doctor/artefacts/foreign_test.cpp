// Files that nobody can read here, and what is said of them.
#include "doctor/artefacts/foreign.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using namespace std::string_view_literals;
using testing::HasSubstr;

std::string told(std::string_view start) { return to_text(describe_foreign(start, "f")); }

TEST(ForeignTest, EveryKindIsNamedWithWhatToSendInstead) {
  EXPECT_THAT(told(""), HasSubstr("f: this file is empty; send a HAR"));
  EXPECT_THAT(told("  \n"), HasSubstr("nothing but blanks"));
  EXPECT_THAT(told("PK\x03\x04...."), HasSubstr("a zip archive; unpack it"));
  EXPECT_THAT(told("\x89PNG\r\n"), HasSubstr("a picture (PNG)"));
  EXPECT_THAT(told("%PDF-1.7"), HasSubstr("a PDF document"));
  EXPECT_THAT(told("\0\1\2\3"sv), HasSubstr("no text, and no capture"));
  EXPECT_THAT(told("<!DOCTYPE html><html>"), HasSubstr("a page of HTML"));
  EXPECT_THAT(told("{\"traceEvents\":[]}"), HasSubstr("a performance trace"));
  EXPECT_THAT(told("{\"constants\":{\"logEvents\":1}}"), HasSubstr("a net log of Chromium"));
  EXPECT_THAT(told("{\"a\":1}"), HasSubstr("JSON, but neither a HAR nor a run.json"));
  EXPECT_THAT(told("[\n {\"a\":1}]"), HasSubstr("JSON, but neither a HAR nor a run.json"));
  EXPECT_THAT(told("[chat] connecting\n"), HasSubstr("no line at its beginning is one that the SDK writes"));
  EXPECT_THAT(told("[05:33:59] hello\n"), HasSubstr("no line at its beginning is one that the SDK writes"));
  EXPECT_THAT(told("--------- beginning of main\n11-23 04:22 E/x"), HasSubstr("logcat"));
  EXPECT_THAT(told("2026-11-23 Agora-SDK [DEBUG]: joined"), HasSubstr("another vendor's SDK (Agora)"));
  EXPECT_THAT(told("hello\nworld"),
              HasSubstr("no line at its beginning is one that the SDK writes; raise the SDK's logOutputLevel"));
}

TEST(ForeignTest, Utf16IsText) { EXPECT_THAT(told("\xff\xfeh\0i\0"sv), HasSubstr("this is a text")); }

}  // namespace
}  // namespace redial::doctor
