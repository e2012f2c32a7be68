// The calls by which a client can wait until a socket may be written to.
#pragma once

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include "tests/loopback/socket_observer/sockets.hpp"

namespace redial::socket_scene {

using Wait = int (*)(int socket);

inline int wait_by_poll(int socket) {
  pollfd wanted{socket, POLLOUT, 0};
  return poll(&wanted, 1, -1);
}

inline int wait_by_ppoll(int socket) {
  pollfd wanted{socket, POLLOUT, 0};
  return ppoll(&wanted, 1, nullptr, nullptr);
}

inline fd_set only(int socket) {
  fd_set sockets;
  FD_ZERO(&sockets);
  FD_SET(socket, &sockets);
  return sockets;
}

inline int wait_by_select(int socket) {
  fd_set wanted = only(socket);
  return select(socket + 1, nullptr, &wanted, nullptr, nullptr);
}

inline int wait_by_pselect(int socket) {
  fd_set wanted = only(socket);
  return pselect(socket + 1, nullptr, &wanted, nullptr, nullptr, nullptr);
}

inline int epoll_with(int socket) {
  const int epoll = must(epoll_create1(0));
  epoll_event wanted{.events = EPOLLOUT, .data = {}};
  must(epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &wanted));
  return epoll;
}

inline int wait_by_epoll_wait(int socket) {
  epoll_event event{};
  return epoll_wait(epoll_with(socket), &event, 1, -1);
}

inline int wait_by_epoll_pwait(int socket) {
  epoll_event event{};
  return epoll_pwait(epoll_with(socket), &event, 1, -1, nullptr);
}

}  // namespace redial::socket_scene
