// A client for the socket observer to observe: plays the one scene that its argument names, with both ends of its connections,
// and says on standard output what its calls came to.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>

#include "agent/clients/native/socket_observer/connections.hpp"
#include "tests/loopback/socket_observer/sockets.hpp"
#include "tests/loopback/socket_observer/waits.hpp"

namespace redial::socket_scene {
namespace {

constexpr char kVariable[] = "REDIAL_SOCKET_EVENTS";
constexpr int kReport = 3;  // where the test has the observer report
const char* program;

void play_again(const std::string& scene) { must(execl(program, program, scene.c_str(), nullptr)); }

// Opening.

void connect_and_close() {
  const Listener listener;
  const int client = tcp_socket();
  say("connect", connect_to(client, listener.address));
  say("close", close(client));
}

void connect_v6() {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  const int listener = socket(AF_INET6, SOCK_STREAM, 0);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return say("has no IPv6");
  socklen_t size = sizeof address;
  must(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size));
  must(listen(listener, 1));
  must(connect_to(must(socket(AF_INET6, SOCK_STREAM, 0)), address));
}

void connect_refused() { say("connect", connect_to(tcp_socket(), Port().address)); }

void wait_for(const Port& port, Wait wait) {
  const int client = tcp_socket(SOCK_NONBLOCK);
  say("connect", connect_to(client, port.address));
  say("wait", wait(client));
  say_error_of(client);
}

void write_without_waiting() {
  const Listener listener;
  const int client = tcp_socket(SOCK_NONBLOCK);
  say("connect", connect_to(client, listener.address));
  say("write", write(client, "x", 1));
}

void connect_again_and_again() {
  const Listener listener;
  const int client = tcp_socket(SOCK_NONBLOCK);
  for (int call = 0; call < 3; ++call) say("connect", connect_to(client, listener.address));
}

void close_without_asking() {
  const Port port;
  const int client = tcp_socket(SOCK_NONBLOCK);
  say("connect", connect_to(client, port.address));
  close(client);
}

// One connection that nobody accepts fills the listener, and the next one stays unanswered.
void close_unanswered() {
  const Listener listener(0);
  must(connect_to(tcp_socket(), listener.address));
  const int client = tcp_socket(SOCK_NONBLOCK);
  say("connect", connect_to(client, listener.address));
  say("write", write(client, "x", 1));
  close(client);
}

void connect_others() {
  say("datagrams", connect_to(must(socket(AF_INET, SOCK_DGRAM, 0)), Port().address));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const int listener = must(socket(AF_UNIX, SOCK_STREAM, 0));
  must(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address.sun_family));  // takes a free abstract name
  socklen_t size = sizeof address;
  must(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size));
  must(listen(listener, 1));
  say("unix", connect(must(socket(AF_UNIX, SOCK_STREAM, 0)), reinterpret_cast<sockaddr*>(&address), size));
}

// Ending.

void read_end() {
  const Connection connection;
  connection.close_by_server();
  std::array<char, 1> byte{};
  say("read none", read(connection.client, byte.data(), 0));
  say("peek", recv(connection.client, byte.data(), 1, MSG_PEEK));
  say("read", read(connection.client, byte.data(), 1));
  close(connection.client);
}

void read_end_in_parts() {
  const Connection connection;
  connection.close_by_server();
  std::array<char, 1> byte{};
  iovec part{byte.data(), 0};
  say("readv none", readv(connection.client, &part, 1));
  part.iov_len = 1;
  say("readv", readv(connection.client, &part, 1));
}

void read_reset() {
  const Connection connection;
  connection.reset_by_server();
  std::array<char, 1> byte{};
  say("recv", recv(connection.client, byte.data(), 1, 0));
}

void write_reset() {
  const Connection connection;
  connection.reset_by_server();
  say("send", send(connection.client, "x", 1, MSG_NOSIGNAL));
}

void ask_reset() {
  const Connection connection;
  connection.reset_by_server();
  say_error_of(connection.client);
}

void close_reset() {
  const Connection connection;
  connection.reset_by_server();
  close(connection.client);
}

void shut_down_then_read_end() {
  const Connection connection;
  say("shutdown", shutdown(connection.client, SHUT_WR));
  connection.close_by_server();
  std::array<char, 1> byte{};
  say("read", read(connection.client, byte.data(), 1));
}

void shut_down_reading() {
  const Connection connection;
  say("shutdown", shutdown(connection.client, SHUT_RD));
}

// What the client must not notice.

void move_bytes() {
  const Connection connection;
  std::string sent = "0123456789";
  iovec part{sent.data() + 4, 2};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  must(write(connection.client, sent.data(), 1) == 1 ? 0 : -1);
  must(send(connection.client, sent.data() + 1, 1, 0) == 1 ? 0 : -1);
  must(sendto(connection.client, sent.data() + 2, 2, 0, nullptr, 0) == 2 ? 0 : -1);
  must(writev(connection.client, &part, 1) == 2 ? 0 : -1);
  part.iov_base = sent.data() + 6;
  must(sendmsg(connection.client, &message, 0) == 2 ? 0 : -1);
  std::string received(8, ' ');
  part.iov_base = received.data() + 4;
  must(read(connection.server, received.data(), 1) == 1 ? 0 : -1);
  must(recv(connection.server, received.data() + 1, 1, 0) == 1 ? 0 : -1);
  must(recvfrom(connection.server, received.data() + 2, 2, 0, nullptr, nullptr) == 2 ? 0 : -1);
  must(readv(connection.server, &part, 1) == 2 ? 0 : -1);
  part.iov_base = received.data() + 6;
  must(recvmsg(connection.server, &message, 0) == 2 ? 0 : -1);
  say("received " + received);
}

void keep_errno() {
  const Listener listener;
  const int client = tcp_socket();
  errno = ENOTTY;
  must(connect_to(client, listener.address));
  must(close(client));
  say(std::string("errno ") + strerrorname_np(errno));
}

void look_around() {
  say(std::string("variable ") + (getenv(kVariable) == nullptr ? "hidden" : "there"));
  say("close-on-exec", fcntl(kReport, F_GETFD) & FD_CLOEXEC);
}

// The report.

void use_number_of_report() {
  close(kReport);
  std::array<int, 2> ends{};
  must(pipe(ends.data()));
  say("number used again", ends[0] == kReport || ends[1] == kReport);
  connect_and_close();
}

void report_into(int descriptor, const std::string& scene) {
  must(setenv(kVariable, std::to_string(descriptor).c_str(), 1));
  play_again(scene);
}

void report_to_nobody() {
  std::array<int, 2> ends{};
  must(pipe(ends.data()));
  close(ends[0]);
  report_into(ends[1], "connect-and-close");
}

constexpr int kReadEnd = 100;  // of the pipe that takes no more, for the scene after the next exec

void report_into_full_pipe() {
  std::array<int, 2> ends{};
  must(pipe(ends.data()));
  must(fcntl(ends[1], F_SETPIPE_SZ, 4096));
  must(dup2(ends[0], kReadEnd));
  report_into(ends[1], "fill-pipe");
}

std::string drain() {
  std::string text(1 << 16, ' ');
  text.resize(static_cast<std::size_t>(must(static_cast<int>(read(kReadEnd, text.data(), text.size())))));
  return text;
}

void fill_pipe() {
  constexpr int kDials = 100;
  const Port port;
  for (int i = 0; i < kDials; ++i) {
    const int client = tcp_socket();
    connect_to(client, port.address);
    close(client);
  }
  const std::string taken = drain();
  say("lines taken and lost", std::count(taken.begin(), taken.end(), '\n'));
  connect_to(tcp_socket(), port.address);
  const std::string rest = drain();
  must(static_cast<int>(write(STDOUT_FILENO, rest.data(), rest.size())));
}

void dial_beyond_table() {
  rlimit limit{};
  must(getrlimit(RLIMIT_NOFILE, &limit));
  limit.rlim_cur = limit.rlim_max;
  must(setrlimit(RLIMIT_NOFILE, &limit));
  const Listener listener;
  const int last = socket_observer::kMaxDescriptors - 1;
  for (const int descriptor : {last, last + 1, last}) {
    must(dup2(tcp_socket(), descriptor));
    say("connect", connect_to(descriptor, listener.address));
    close(descriptor);
  }
}

// Processes.

void wait_for_child(const std::function<void()>& in_child) {
  const pid_t child = must(fork());
  if (child == 0) {
    in_child();
    _exit(0);
  }
  int status = 0;
  must(waitpid(child, &status, 0));
  say("child", status);
}

void fork_child() {
  const Connection connection;
  wait_for_child([&] {
    close(connection.client);
    connect_and_close();
  });
  close(connection.client);
}

void exec_child() {
  wait_for_child([] { play_again("connect-and-close"); });
}

const std::map<std::string, std::function<void()>>& scenes() {
  static const std::map<std::string, std::function<void()>> kScenes = {
      {"connect-and-close", connect_and_close},
      {"connect-v6", connect_v6},
      {"connect-refused", connect_refused},
      {"poll", [] { wait_for(Listener(), wait_by_poll); }},
      {"ppoll", [] { wait_for(Listener(), wait_by_ppoll); }},
      {"select", [] { wait_for(Listener(), wait_by_select); }},
      {"pselect", [] { wait_for(Listener(), wait_by_pselect); }},
      {"epoll_wait", [] { wait_for(Listener(), wait_by_epoll_wait); }},
      {"epoll_pwait", [] { wait_for(Listener(), wait_by_epoll_pwait); }},
      {"wait-for-refused", [] { wait_for(Port(), wait_by_epoll_wait); }},
      {"write-without-waiting", write_without_waiting},
      {"connect-again-and-again", connect_again_and_again},
      {"close-without-asking", close_without_asking},
      {"close-unanswered", close_unanswered},
      {"connect-others", connect_others},
      {"read-end", read_end},
      {"read-end-in-parts", read_end_in_parts},
      {"read-reset", read_reset},
      {"write-reset", write_reset},
      {"ask-reset", ask_reset},
      {"close-reset", close_reset},
      {"shut-down-then-read-end", shut_down_then_read_end},
      {"shut-down-reading", shut_down_reading},
      {"move-bytes", move_bytes},
      {"keep-errno", keep_errno},
      {"look-around", look_around},
      {"use-number-of-report", use_number_of_report},
      {"report-to-nobody", report_to_nobody},
      {"report-into-full-pipe", report_into_full_pipe},
      {"fill-pipe", fill_pipe},
      {"dial-beyond-table", dial_beyond_table},
      {"fork-child", fork_child},
      {"exec-child", exec_child},
  };
  return kScenes;
}

}  // namespace
}  // namespace redial::socket_scene

int main(int count, char** arguments) {
  using namespace redial::socket_scene;
  const auto scene = scenes().find(count == 2 ? arguments[1] : "");
  if (scene == scenes().end()) return 2;
  program = arguments[0];
  scene->second();
}
