// Files as customers send them: recognised by what is in them, unpacked, converted, paired.
#include "doctor/artefacts/artefact.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include <fstream>
#include <sstream>

#include "reports/writers/json.hpp"
#include "tests/unit/doctor/artefacts/har_text.hpp"

namespace redial::doctor {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kKeys = "CLIENT_RANDOM " + std::string(64, 'a') + " " + std::string(96, 'b') + "\n";
const std::string kCapture = "\xd4\xc3\xb2\xa1\x02\x00"s;

std::string file_of(const std::string& name, const std::string& bytes) {
  const std::string path = testing::TempDir() + "redial_artefact_" + name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

std::string packed(const std::string& name, const std::string& bytes) {
  const std::string path = file_of(name, "");
  gzFile file = gzopen(path.c_str(), "wb");
  EXPECT_EQ(gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())), static_cast<int>(bytes.size()));
  gzclose(file);
  return path;
}

std::string bytes_of(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

std::string utf16(const std::string& ascii) {
  std::string bytes = "\xff\xfe";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

std::string run_json() {
  reports::Report run;
  run.started_at = "2026-11-23T04:22:00Z";
  run.results.resize(1);
  run.results[0].scenario = "token/expired";
  std::ostringstream out;
  write_json(run, out);
  return out.str();
}

std::string why_not(const std::string& path) {
  const auto cases = read_artefact(path);
  return cases ? "read" : to_text(cases.error());
}

TEST(ArtefactTest, KindsAreRecognisedByWhatIsInThem) {
  EXPECT_EQ(recognise(har_of({navigation()})), Kind::har);
  EXPECT_EQ(recognise("  {\n \"log\": {\n \"version\": \"1.2\", \"creat"), Kind::har);
  EXPECT_EQ(recognise(utf16(har_of({}))), Kind::har);
  EXPECT_EQ(recognise(run_json().substr(0, 300)), Kind::saved_run);
  EXPECT_EQ(recognise(kKeys), Kind::key_log);
  EXPECT_EQ(recognise("hello\nSDK line\n"), Kind::console_log);
  EXPECT_EQ(recognise(kCapture), Kind::capture);
  EXPECT_EQ(recognise("\xa1\xb2\x3c\x4d"), Kind::capture);
  EXPECT_EQ(recognise("\x0a\x0d\x0d\x0a\x1c"), Kind::capture);
  EXPECT_EQ(recognise(""), Kind::unknown);
  EXPECT_EQ(recognise("{\"log\":7}"), Kind::unknown);
}

TEST(ArtefactTest, HarIsReadPlainPackedAndInUtf16) {
  const std::string har = har_of({navigation()});
  for (const std::string& path : {file_of("plain.har", har), packed("packed.har", har), file_of("utf16.har", utf16(har)),
                                  file_of("mark.har", "\xef\xbb\xbf" + har), packed("both.har", utf16(har))}) {
    const auto cases = read_artefact(path);
    ASSERT_TRUE(cases) << to_text(cases.error());
    EXPECT_EQ(cases->front().trace.size(), 3u) << path;
    EXPECT_EQ(cases->front().source, path);
  }
}

TEST(ArtefactTest, PackedFileThatBreaksOffGivesWhatIsAheadOfTheCut) {
  std::string entries;
  for (int i = 0; i < 200; ++i)
    entries += (i == 0 ? "" : ",") + socket("02.000", message("send", "22." + std::to_string(i * 7919), 2, "wA=="));
  const std::string all = bytes_of(packed("long.har", "{\"log\":{\"entries\":[" + navigation() + "," + entries + "]}}"));
  const auto cases = read_artefact(file_of("cut.har.gz", all.substr(0, all.size() / 2)));
  ASSERT_TRUE(cases) << to_text(cases.error());
  EXPECT_GT(cases->front().trace.size(), 3u);
  EXPECT_THAT(gaps(cases->front()).back(), HasSubstr("breaks off inside what gzip has packed"));
}

TEST(ArtefactTest, FileThatBlowsUpIsRefused) {
  const std::string path = file_of("bomb.gz", "");
  gzFile file = gzopen(path.c_str(), "wb1");
  gzputs(file, "{\"log\":{\"entries\":[");
  const std::string blanks(1 << 20, ' ');
  for (std::size_t i = 0; i <= kMaxArtefactBytes / blanks.size(); ++i)
    gzwrite(file, blanks.data(), static_cast<unsigned>(blanks.size()));
  gzclose(file);
  EXPECT_LT(bytes_of(path).size(), 4u << 20);
  EXPECT_THAT(why_not(path), HasSubstr("it has more than 256 MiB when unpacked"));
}

TEST(ArtefactTest, SavedRunGivesItsPlays) {
  for (const std::string& path :
       {file_of("run.json", run_json()), packed("run.json.gz", run_json()), file_of("run16.json", utf16(run_json()))}) {
    const auto cases = read_artefact(path);
    ASSERT_TRUE(cases) << to_text(cases.error());
    EXPECT_EQ(cases->size(), 1u);
  }
  EXPECT_FALSE(read_artefact(file_of("run.json", run_json()), {.key_log = "", .scenario = "another"}));
}

TEST(ArtefactTest, LogIsGivenToItsReaderAsUtf8) {
  const auto cases = read_artefact(file_of("log16.txt", utf16("SDK line")));
  ASSERT_TRUE(cases);
  EXPECT_EQ(cases->front().sdk, "SDK line");
}

TEST(ArtefactTest, CaptureIsReadWithTheKeyLogBesideIt) {
  const std::string capture = file_of("a.pcap", kCapture), keys = file_of("keys.log", kKeys);
  const auto list = pair_key_log({keys, capture});
  ASSERT_TRUE(list) << to_text(list.error());
  EXPECT_THAT(list->paths, ElementsAre(capture));
  const auto cases = read_artefact(list->paths[0], list->options);
  ASSERT_TRUE(cases);
  EXPECT_EQ(cases->front().sdk, keys);
}

TEST(ArtefactTest, KeyLogAloneOrASecondOneIsRefused) {
  const std::string keys = file_of("keys.log", kKeys), more = file_of("keys2.log", kKeys), capture = file_of("a.pcap", kCapture);
  EXPECT_THAT(to_text(pair_key_log({keys}).error()), HasSubstr("name the capture that they decrypt beside it"));
  EXPECT_THAT(to_text(pair_key_log({keys, more, capture}).error()), HasSubstr("a second file with secrets"));
  EXPECT_THAT(why_not(keys), HasSubstr("name the capture"));
}

TEST(ArtefactTest, PackedCaptureIsOneAsWell) {
  const auto cases = read_artefact(packed("a.pcap.gz", kCapture));
  ASSERT_TRUE(cases);
  EXPECT_EQ(cases->front().origin, Origin::capture);
}

TEST(ArtefactTest, OtherFilesAreNamed) {
  EXPECT_THAT(why_not(file_of("empty", "")), HasSubstr("this file is empty"));
  EXPECT_THAT(why_not(file_of("a.har", "PK\x03\x04zip")), HasSubstr("a zip archive"));
  EXPECT_THAT(why_not(file_of("a.har", "{}")), HasSubstr("neither a HAR nor a run.json"));
  EXPECT_THAT(why_not(testing::TempDir()), HasSubstr("this is no file"));
  EXPECT_THAT(why_not("/nowhere/at/all"), HasSubstr("this is no file"));
}

}  // namespace
}  // namespace redial::doctor
