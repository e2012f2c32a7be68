// A client whose data directory is tampered with: plays the one scene that its first argument names, in the directory that its
// second argument names, and says on standard output what its calls came to. It also plays the agent, which sets the condition.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>

namespace redial::storage_scene {
namespace {

constexpr char kConditionVariable[] = "REDIAL_STORAGE_CONDITION";
std::string data;       // the data directory, with "file" of four bytes in it
std::string condition;  // the agent's file beside it

void say(const std::string& text) { std::printf("%s\n", text.c_str()); }

// The result of a call, or the name of its error.
template <typename Result>
void say(const std::string& call, Result result) {
  if constexpr (std::is_pointer_v<Result>)
    say(call + " " + (result == nullptr ? strerrorname_np(errno) : "0"));
  else
    say(call + " " + (result < 0 ? strerrorname_np(errno) : "0"));
}

int must(int result) {
  if (result < 0) std::abort();
  return result;
}

void set(char value) {
  const int file = must(open(condition.c_str(), O_WRONLY));
  must(static_cast<int>(write(file, &value, 1)));
  close(file);
}

std::string in_data(const char* name) { return data + "/" + name; }

int file_in_data(int flags = O_RDWR) { return must(open(in_data("file").c_str(), flags)); }

void open_every_way(char value) {
  set(value);
  say("open to read", open(in_data("file").c_str(), O_RDONLY));
  say("open to write", open(in_data("file").c_str(), O_WRONLY));
  say("open64 to read and write", open64(in_data("file").c_str(), O_RDWR));
  say("openat to truncate", openat(AT_FDCWD, in_data("file").c_str(), O_RDONLY | O_TRUNC));
  say("open there or new", open(in_data("file").c_str(), O_RDONLY | O_CREAT, 0600));
  say("open new", open(in_data("new-1").c_str(), O_RDWR | O_CREAT, 0600));
  say("open64 new", open64(in_data("new-2").c_str(), O_RDWR | O_CREAT, 0600));
  say("openat64 new", openat64(AT_FDCWD, in_data("new-3").c_str(), O_RDWR | O_CREAT, 0600));
  say("fopen to read", fopen(in_data("file").c_str(), "r"));
  say("fopen64 to write", fopen64(in_data("file").c_str(), "r+"));
  say("fopen new", fopen(in_data("new-4").c_str(), "w"));
}

void change_names(char value) {
  set(value);
  say("mkdir", mkdir(in_data("folder").c_str(), 0700));
  say("mkdir of one that is there", mkdir(data.c_str(), 0700));
  say("access to read", access(in_data("file").c_str(), R_OK));
  say("access to write", access(in_data("file").c_str(), W_OK));
  say("rename", rename(in_data("file").c_str(), in_data("other").c_str()));
  say("rename out of it", rename(in_data("other").c_str(), (data + "-other").c_str()));
  say("rename into it", rename((data + "-other").c_str(), in_data("file").c_str()));
  say("unlink", unlink(in_data("file").c_str()));
  say("rmdir", rmdir(in_data("folder").c_str()));
}

void write_every_way(char value) {
  const int file = file_in_data();
  char bytes[] = "ABCD";
  const iovec part{bytes, 1};
  set(value);
  say("pwrite inside", pwrite(file, bytes, 4, 0));
  say("pwrite64 inside", pwrite64(file, bytes, 2, 2));
  say("pwrite beyond", pwrite(file, bytes, 2, 3));
  say("pwrite64 beyond", pwrite64(file, bytes, 1, 4));
  say("write inside", write(file, bytes, 3));
  say("writev inside", writev(file, &part, 1));
  say("write beyond", write(file, bytes, 1));
  say("writev beyond", writev(file, &part, 1));
  say("shrink", ftruncate(file, 3));
  say("grow", ftruncate(file, 100));
  say("grow by 64", ftruncate64(file, 100));
  say(std::string("allocate ") + strerrorname_np(posix_fallocate64(file, 0, 100)));
}

void append() {
  const int file = file_in_data(O_WRONLY | O_APPEND);
  set('f');
  say("append", write(file, "x", 1));
}

void write_outside(char value) {
  set(value);
  const int file = open((data + "-beside").c_str(), O_RDWR | O_CREAT, 0600);
  say("open beside", file);
  say("write beside", write(file, "x", 1));
  say("rename beside", rename((data + "-beside").c_str(), (data + "-besides").c_str()));
  say("unlink beside", unlink((data + "-besides").c_str()));
}

void change_the_condition() {
  const int file = file_in_data();
  for (const char value : {'i', 'r', 'i', 'f', 'i'}) {
    set(value);
    say(std::string(1, value), pwrite(file, "x", 1, 10));
    must(ftruncate(file, 4) == 0 || value == 'r' ? 0 : -1);
  }
}

void write_a_removed_file() {
  const int file = file_in_data();
  must(unlink(in_data("file").c_str()));
  set('r');
  say("write", write(file, "x", 1));
}

void keep_errno() {
  const int file = file_in_data();
  set('f');
  errno = ENOTTY;
  must(static_cast<int>(write(file, "x", 1)));
  must(static_cast<int>(write(STDERR_FILENO, "", 0)));
  must(open(in_data("file").c_str(), O_RDWR | O_CREAT, 0600));
  say(std::string("errno ") + strerrorname_np(errno));
}

void look_around() { say(std::string("variable ") + (std::getenv(kConditionVariable) == nullptr ? "hidden" : "there")); }

const std::map<std::string, std::function<void()>>& scenes() {
  static const std::map<std::string, std::function<void()>> kScenes = {
      {"open-intact", [] { open_every_way('i'); }},
      {"open-read-only", [] { open_every_way('r'); }},
      {"open-full", [] { open_every_way('f'); }},
      {"names-read-only", [] { change_names('r'); }},
      {"names-full", [] { change_names('f'); }},
      {"write-read-only", [] { write_every_way('r'); }},
      {"write-full", [] { write_every_way('f'); }},
      {"append", append},
      {"outside-read-only", [] { write_outside('r'); }},
      {"outside-full", [] { write_outside('f'); }},
      {"change", change_the_condition},
      {"removed", write_a_removed_file},
      {"keep-errno", keep_errno},
      {"look-around", look_around},
  };
  return kScenes;
}

}  // namespace
}  // namespace redial::storage_scene

int main(int count, char** arguments) {
  using namespace redial::storage_scene;
  const auto scene = scenes().find(count == 4 ? arguments[1] : "");
  if (scene == scenes().end()) return 2;
  data = arguments[2];
  condition = arguments[3];
  scene->second();
}
