// See foreign.hpp.
#include "doctor/artefacts/foreign.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "doctor/artefacts/utf8_text.hpp"

namespace redial::doctor {
namespace {

using namespace std::string_view_literals;

constexpr const char* kSend = "send a HAR of the page, the SDK's console log, a capture (pcap, pcapng) or a run.json";
constexpr const char* kUnpack = "unpack it, and give the HAR, log or capture that is inside";
constexpr const char* kPicture = "a picture has no data in it: send the HAR, or the console's text saved as a file";
constexpr const char* kNative = "the doctor reads the Web SDK's log; of an app send a capture of its network, with TLS key log";

struct Magic {
  std::string_view bytes;
  const char* what;
  const char* advice;
};
constexpr Magic kMagics[] = {{"PK\x03\x04"sv, "a zip archive", kUnpack},
                             {"PK\x05\x06"sv, "an empty zip archive", kUnpack},
                             {"7z\xbc\xaf\x27\x1c"sv, "a 7z archive", kUnpack},
                             {"Rar!\x1a\x07"sv, "a RAR archive", kUnpack},
                             {"BZh"sv, "a file packed by bzip2", kUnpack},
                             {"\xfd"
                              "7zXZ"sv,
                              "a file packed by xz", kUnpack},
                             {"\x28\xb5\x2f\xfd"sv, "a file packed by zstd", kUnpack},
                             {"\x89PNG"sv, "a picture (PNG)", kPicture},
                             {"\xff\xd8\xff"sv, "a picture (JPEG)", kPicture},
                             {"GIF8"sv, "a picture (GIF)", kPicture},
                             {"RIFF"sv, "a picture or a recording (RIFF)", kPicture},
                             {"\0\0\0\x20"
                              "ftyp"sv,
                              "a video", kPicture},
                             {"%PDF"sv, "a PDF document", kSend},
                             {"SQLite format 3"sv, "an SQLite database", kSend},
                             {"\x7f"
                              "ELF"sv,
                              "a program", kSend}};

struct Word {
  std::string_view part;  // of the text, in lower case
  const char* what;
  const char* advice;
  bool is_other_sdk = false;  // whose codes are not ours
};
constexpr Word kWords[] = {
    {"<!doctype html", "a page of HTML", kSend},
    {"<html", "a page of HTML", kSend},
    {"\"traceevents\"", "a performance trace of a browser",
     "that shows what the page did, not what it sent: in the same tools save a HAR from Network"},
    {"\"logevents\"", "a net log of Chromium", "save a HAR from the developer tools' Network panel instead, or a capture"},
    {"--------- beginning of", "a log of Android (logcat)", kNative, true},
    {"rongimlib", "a log of one of the vendor's native SDKs", kNative},
    {"rongcloudlib", "a log of one of the vendor's native SDKs", kNative},
    {"agora", "a log of another vendor's SDK (Agora)", kSend, true},
    {"easemob", "a log of another vendor's SDK (Easemob)", kSend, true},
    {"hyphenate", "a log of another vendor's SDK (Easemob)", kSend, true},
    {"webim", "a log of another vendor's SDK", kSend, true},
    {"tencent", "a log of another vendor's SDK (Tencent)", kSend, true},
    {"tim|", "a log of another vendor's SDK (Tencent)", kSend, true},
    {"usersig", "a log of another vendor's SDK (Tencent)", kSend, true},
    {"imsdk", "a log of another vendor's SDK", kSend, true},
    {"netease", "a log of another vendor's SDK (NetEase)", kSend, true},
    {"sendbird", "a log of another vendor's SDK (Sendbird)", kSend, true},
    {"<?xml", "an XML document", kSend}};

constexpr const char* kLog = "raise the SDK's logOutputLevel to 4 (debug), reproduce, and save the console; or send a HAR";

bool is_binary(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return static_cast<std::uint8_t>(c) < 0x20 && std::string_view("\t\n\r\v\f\b\x1b").find(c) == std::string_view::npos;
  });
}

std::string in_lower_case(std::string_view text) {
  std::string plain(text);
  std::ranges::transform(plain, plain.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return plain;
}

// Many logs begin with "[chat]" or "[12:14:52]"; a list of JSON goes on with a value, of which numbers are not told from times.
bool is_json(std::string_view text) {
  if (text.starts_with('{')) return true;
  if (!text.starts_with('[')) return false;
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && std::string_view("{[\"]").find(text[next]) != std::string_view::npos;
}

Error describe_text(const std::string& text, const std::string& path) {
  const std::string plain = in_lower_case(text);
  for (const Word& word : kWords)
    if (plain.find(word.part) != std::string::npos) return {std::string("this looks like ") + word.what, path, word.advice};
  const std::size_t first = plain.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {"there is nothing but blanks in this file", path, kSend};
  if (is_json(plain.substr(first))) return {"this is JSON, but neither a HAR nor a run.json", path, kSend};
  return {"this is a text, but no line at its beginning is one that the SDK writes", path, kLog};
}

}  // namespace

bool names_other_sdk(std::string_view text) {
  const std::string plain = in_lower_case(text);
  return std::ranges::any_of(kWords,
                             [&](const Word& word) { return word.is_other_sdk && plain.find(word.part) != std::string::npos; });
}

Error describe_foreign(std::string_view start, const std::string& path) {
  if (start.empty()) return {"this file is empty", path, kSend};
  for (const Magic& magic : kMagics)
    if (start.starts_with(magic.bytes)) return {std::string("this is ") + magic.what, path, magic.advice};
  if (!is_utf16(start) && is_binary(start)) return {"this is no text, and no capture (pcap, pcapng)", path, kSend};
  return describe_text(to_utf8(std::string(start)), path);
}

}  // namespace redial::doctor
