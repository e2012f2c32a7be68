// The lines that the observer reports, and the way out of the process. What happens to connections is told by connections.hpp.
//
//     line    = time " " event "\n"                       at most 128 bytes, by one write(2)
//     time    = nanoseconds of CLOCK_MONOTONIC
//     event   = "dial " n " " address                     connect(2) is called; n counts the dials of the process, from 1
//             | "opened " n                               TCP is open
//             | "failed " n " " error                     it could not be opened
//             | "given-up " n                             the client closed it before it was open
//             | "closed " n " peer"                       the client has read the end that the peer sent
//             | "closed " n " reset " error               the connection broke; told when the client hears of it or closes
//             | "closed " n " local"                      the client closed it, or its sending half, first
//             | "lost " count                             so many events before this one could not be told
//     address = "127.0.0.1:9301" | "[::1]:9301"
//     error   = the errno's name as in "ECONNREFUSED", or its number
//
// After `dial` comes one of opened, failed and given-up; after `opened` one `closed`; nothing follows if the process ends first.
// Two threads may write in another order than things happened: the time stamps are right.
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace redial::socket_observer {

// One line, without allocation. What does not fit is cut off.
class Line {
 public:
  Line();  // begins with the time of now

  Line& text(const char* value);
  Line& number(std::uint64_t value);
  Line& address(const sockaddr& value);  // AF_INET or AF_INET6
  Line& error(int value);

  // Never blocks and raises no signal; what the reader does not take is counted as lost.
  void report();

 private:
  bool write();  // false if it was not taken

  static constexpr std::size_t kMaxSize = 128;

  std::array<char, kMaxSize> text_;
  std::size_t size_ = 0;
};

// Takes the descriptor that the environment variable REDIAL_SOCKET_EVENTS names, makes it non-blocking, and hides both from
// programs that this process starts: so the client itself has to get the variable, not a shell that starts it. Without a usable
// one nothing is ever reported.
void open_report();
bool is_reporting();  // false also in a process made by fork or vfork, where this one's memory is not to be changed
void count_lost();
// The client closes this descriptor. If it is ours, the reporting is over: its number may soon mean another file.
void forget_report(int descriptor);

}  // namespace redial::socket_observer
