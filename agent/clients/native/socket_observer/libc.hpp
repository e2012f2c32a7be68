// The functions of libc behind those that the observer stands in front of. What is observed is no business of this file.
#pragma once

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "agent/clients/native/interposition/next.hpp"

namespace redial::socket_observer {

using interposition::Next;

namespace next {

inline constinit Next<int(int, const sockaddr*, socklen_t)> connect("connect");
inline constinit Next<int(int)> close("close");
inline constinit Next<int(int, int)> shutdown("shutdown");
inline constinit Next<int(int, int, int, void*, socklen_t*)> getsockopt("getsockopt");

inline constinit Next<ssize_t(int, void*, size_t)> read("read");
inline constinit Next<ssize_t(int, const iovec*, int)> readv("readv");
inline constinit Next<ssize_t(int, void*, size_t, int)> recv("recv");
inline constinit Next<ssize_t(int, void*, size_t, int, sockaddr*, socklen_t*)> recvfrom("recvfrom");
inline constinit Next<ssize_t(int, msghdr*, int)> recvmsg("recvmsg");

inline constinit Next<ssize_t(int, const void*, size_t)> write("write");
inline constinit Next<ssize_t(int, const iovec*, int)> writev("writev");
inline constinit Next<ssize_t(int, const void*, size_t, int)> send("send");
inline constinit Next<ssize_t(int, const void*, size_t, int, const sockaddr*, socklen_t)> sendto("sendto");
inline constinit Next<ssize_t(int, const msghdr*, int)> sendmsg("sendmsg");

inline constinit Next<int(pollfd*, nfds_t, int)> poll("poll");
inline constinit Next<int(pollfd*, nfds_t, const timespec*, const sigset_t*)> ppoll("ppoll");
inline constinit Next<int(int, fd_set*, fd_set*, fd_set*, timeval*)> select("select");
inline constinit Next<int(int, fd_set*, fd_set*, fd_set*, const timespec*, const sigset_t*)> pselect("pselect");
inline constinit Next<int(int, epoll_event*, int, int)> epoll_wait("epoll_wait");
inline constinit Next<int(int, epoll_event*, int, int, const sigset_t*)> epoll_pwait("epoll_pwait");

}  // namespace next
}  // namespace redial::socket_observer
