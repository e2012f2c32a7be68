// What is known of the TCP connections that this process opens, by descriptor, and the events that follow from it. Changes
// nothing about a socket, keeps errno, allocates nothing and takes no lock.
//
// Not followed are descriptors from kMaxDescriptors on (their dials count as lost), copies made by dup(2), and calls that do not
// go through the names of libc in interpose.cpp. A process made by fork is not observed.
#pragma once

#include <sys/socket.h>

namespace redial::socket_observer {

inline constexpr int kMaxDescriptors = 4096;

// connect(2) is called. Nothing is reported unless it is a TCP socket that is neither open nor being opened.
void dial(int descriptor, const sockaddr* address, socklen_t length);
// The following do nothing on descriptors that are not followed.
void opened(int descriptor);             // a call has succeeded that only an open connection allows
void broken(int descriptor, int error);  // a call has told the client this end of the connection, or of the attempt
void ended_by_peer(int descriptor);      // a read has returned the end
void shut_down(int descriptor);          // by the client
void closing(int descriptor);            // close(2) is called

// A call that waits for sockets has returned. Asks the kernel about those that are being opened: asking by poll(2) leaves an
// error of the socket in place for the client.
void look_at_dialled();

}  // namespace redial::socket_observer
