// What is asked of the kernel for a TCP socket before a stream or a listener owns it. Nothing here blocks.
#pragma once

#include "net/reactor.hpp"
#include "net/socket_address.hpp"

namespace redial::net {

// Sets an option that is on or off; true if the kernel has it so.
bool switch_on(const Descriptor& socket, int level, int option);

// Begins to connect; the socket becomes writable once connect_error() knows what came of it. False: errno says why.
bool begin_connect(const Descriptor& socket, const SocketAddress& to);

// 0 once connected, or errno.
int connect_error(const Descriptor& socket);

}  // namespace redial::net
