// A byte stream over a connected TCP socket. For net/ itself: everybody else sees ByteStream.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "net/loop.hpp"
#include "net/tcp.hpp"

namespace redial::net {

class TcpStream final : public AcceptedStream {
 public:
  // `peer` as accepting has told it: a peer that has gone cannot be asked any more.
  TcpStream(Loop& loop, boost::asio::ip::tcp::socket socket, const boost::asio::ip::tcp::endpoint& peer = {});
  ~TcpStream() override;
  void set_handler(Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override;
  TcpEnds ends() const override;
  void set_tap(std::shared_ptr<TcpTap> tap) override;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace redial::net
