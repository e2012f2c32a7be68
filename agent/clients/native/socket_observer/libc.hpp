// The functions of libc that stand behind ours of the same names. What is observed is no business of this file.
#pragma once

#include <dlfcn.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <atomic>

namespace redial::socket_observer {

template <typename Function>
class Next;

// One such function, called like the original. `find` takes the loader's lock, which must not happen in a signal handler or after
// a fork: it is called when the library is loaded, and again only for a call that comes before that.
template <typename Result, typename... Arguments>
class Next<Result(Arguments...)> {
 public:
  constexpr explicit Next(const char* name) : name_(name) {}

  Result operator()(Arguments... arguments) {
    Function* function = function_.load(std::memory_order_relaxed);
    return (function != nullptr ? function : find())(arguments...);
  }

  auto* find() {
    auto* function = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name_));
    function_.store(function, std::memory_order_relaxed);
    return function;
  }

 private:
  using Function = Result(Arguments...);

  const char* name_;
  std::atomic<Function*> function_ = nullptr;
};

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
