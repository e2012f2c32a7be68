// A byte stream over a connected TCP socket. For net/ itself: everybody else sees ByteStream.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/loop.hpp"
#include "net/reactor.hpp"
#include "net/socket_address.hpp"
#include "net/tcp.hpp"

namespace redial::net {

class TcpStream final : public AcceptedStream, private Watcher, private Deferred {
 public:
  // `socket` does not block. `peer` as accepting has told it: a peer that has gone cannot be asked any more.
  TcpStream(Loop& loop, Descriptor socket, const SocketAddress& peer = {});
  ~TcpStream() override;
  void set_handler(Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override;
  TcpEnds ends() const override;
  void set_tap(std::shared_ptr<TcpTap> tap) override;

 private:
  void on_ready(bool readable, bool writable) override;
  void on_turn_end() override;
  void read();
  void write(std::size_t size);
  void send_fin();
  void send_first();
  void end(const std::string& why);
  void tell_ended();
  void watch();
  // ---- only with a tap ----
  void tell_error(int error);
  void tell_our_end(TcpTap::End how);
  void tell_close();

  Loop& loop_;
  Descriptor socket_;
  SocketAddress peer_;
  Handler* handler_ = nullptr;
  Reactor::Interest watched_{};
  std::vector<std::uint8_t> queued_;
  std::size_t first_ = 0;  // of `queued_`: what this turn has sent first
  bool in_turn_ = false;   // this turn has sent something
  bool blocked_ = false;   // the kernel takes no more at the moment
  bool closing_ = false;
  bool told_ = false;  // of the end
  std::string ended_;  // why; the first reason stays
  std::unique_ptr<Timer> linger_;
  std::shared_ptr<TcpTap> tap_;
  std::optional<TcpTap::End> tap_later_;  // when what is queued has been written
};

}  // namespace redial::net
