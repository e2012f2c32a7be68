// See artefact.hpp.
#include "doctor/artefacts/artefact.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "doctor/artefacts/capture/capture.hpp"
#include "doctor/artefacts/console_log.hpp"
#include "doctor/artefacts/file_text.hpp"
#include "doctor/artefacts/foreign.hpp"
#include "doctor/artefacts/har.hpp"
#include "doctor/artefacts/key_log.hpp"
#include "doctor/artefacts/saved_run.hpp"
#include "doctor/artefacts/sound_case.hpp"
#include "doctor/artefacts/utf8_text.hpp"
#include "reports/stored/run_reader.hpp"

namespace redial::doctor {
namespace {

using namespace std::string_view_literals;

// Of pcap in either order of bytes, with microseconds or nanoseconds, and of pcapng.
constexpr std::array<std::string_view, 5> kCaptures{"\xa1\xb2\xc3\xd4"sv, "\xd4\xc3\xb2\xa1"sv, "\xa1\xb2\x3c\x4d"sv,
                                                    "\x4d\x3c\xb2\xa1"sv, "\x0a\x0d\x0d\x0a"sv};

bool is_capture(std::string_view start) {
  return std::ranges::any_of(kCaptures, [&](std::string_view magic) { return start.starts_with(magic); });
}

Result<std::vector<Case>> alone(Result<Case> one) {
  if (!one) return one.error();
  return std::vector<Case>{with_sound_texts(std::move(*one))};
}

std::string mebibytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

// The whole text, of a kind that is read as text.
Result<FileText> read_text(const std::string& path) {
  auto file = read_file(path, kMaxArtefactBytes);
  if (!file) return file.error();
  if (file->has_more)
    return Error{"it has more than " + mebibytes(kMaxArtefactBytes) + (file->was_packed ? " when unpacked" : ""), path,
                 "record only what went wrong, and save again"};
  file->bytes = to_utf8(std::move(file->bytes));
  return file;
}

Result<std::vector<Case>> read_har_file(const std::string& path) {
  auto file = read_text(path);
  if (!file) return file.error();
  auto one = read_har(file->bytes, path);
  if (one && file->is_cut) one->gaps.push_back({"the file", "it breaks off inside what gzip has packed"});
  return alone(std::move(one));
}

Result<std::vector<Case>> read_log_file(const std::string& path) {
  auto file = read_text(path);
  if (!file) return file.error();
  auto one = read_console_log(file->bytes, path);
  if (one && file->is_cut) one->gaps.push_back({"the file", "it breaks off inside what gzip has packed"});
  return alone(std::move(one));
}

Result<std::vector<Case>> read_capture_file(const std::string& path, const ReadOptions& options) {
  return alone(read_capture(path, options.key_log));
}

// One that is packed has to be read as a text; the other is read piece by piece, however long.
Result<std::vector<Case>> read_run_file(const std::string& path, bool is_plain, const ReadOptions& options) {
  if (is_plain) {
    auto run = reports::stored::load_run(path);
    if (!run) return run.error();
    return cases_of(std::move(*run), path, options.scenario);
  }
  const auto file = read_text(path);
  if (!file) return file.error();
  auto run = reports::stored::read_run(file->bytes, path);
  if (!run) return run.error();
  return cases_of(std::move(*run), path, options.scenario);
}

bool is_plain_text(const FileText& file) { return !file.was_packed && file.bytes.starts_with('{'); }

}  // namespace

Kind recognise(std::string_view start) {
  if (is_capture(start)) return Kind::capture;
  const std::string text = to_utf8(std::string(start.substr(0, kRecognisedBytes)));
  if (is_har(text)) return Kind::har;
  if (is_saved_run(text)) return Kind::saved_run;
  if (is_key_log(text)) return Kind::key_log;
  return is_console_log(text) ? Kind::console_log : Kind::unknown;
}

Result<std::vector<Case>> read_artefact(const std::string& path, const ReadOptions& options) {
  const auto start = read_file(path, kRecognisedBytes);
  if (!start) return start.error();
  switch (recognise(start->bytes)) {
    case Kind::har:
      return read_har_file(path);
    case Kind::console_log:
      return read_log_file(path);
    case Kind::capture:
      return read_capture_file(path, options);
    case Kind::saved_run:
      return read_run_file(path, is_plain_text(*start), options);
    case Kind::key_log:
      return Error{"these are secrets of TLS connections", path, "name the capture that they decrypt beside it"};
    case Kind::unknown:
      break;
  }
  return describe_foreign(start->bytes, path);
}

Result<ReadingList> pair_key_log(const std::vector<std::string>& paths, ReadOptions options) {
  ReadingList list{{}, std::move(options)};
  bool has_capture = false, has_key_log = false;
  for (const std::string& path : paths) {
    const auto start = read_file(path, kRecognisedBytes);
    const Kind kind = start ? recognise(start->bytes) : Kind::unknown;
    has_capture = has_capture || kind == Kind::capture;
    if (kind != Kind::key_log) {
      list.paths.push_back(path);
      continue;
    }
    if (!list.options.key_log.empty() && list.options.key_log != path)
      return Error{"this is a second file with secrets of TLS connections", path, "put both into one file"};
    list.options.key_log = path;
    has_key_log = true;
  }
  if (has_key_log && !has_capture)
    return Error{"these are secrets of TLS connections", list.options.key_log, "name the capture that they decrypt beside it"};
  return list;
}

}  // namespace redial::doctor
