// A byte stream over a connected TCP socket. For net/ itself: everybody else sees ByteStream.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "net/byte_stream.hpp"
#include "net/loop.hpp"

namespace redial::net {

class TcpStream final : public ByteStream {
 public:
  TcpStream(Loop& loop, boost::asio::ip::tcp::socket socket);
  ~TcpStream() override;
  void set_handler(Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace redial::net
