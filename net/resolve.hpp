// A name to its addresses. It dials none of them, and keeps no answers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "net/loop.hpp"

namespace redial::net {

// One question to the system's resolver; destroying it gives up the answer, not the system's work, which the loop's end waits
// for. No time limit of its own.
class Resolve {
 public:
  // Called once, on the loop's thread, never inside the constructor; may destroy this object. Addresses as text, each once, in
  // the order in which to dial them. Errors: what the resolver says of the name.
  using Done = std::function<void(Result<std::vector<std::string>>)>;
  // `host` is a name, or an IP address, which stands for itself. Names below ".invalid" have no address, and nobody is asked
  // (RFC 6761, section 6.4).
  Resolve(Loop& loop, const std::string& host, Done done);
  ~Resolve();
  Resolve(const Resolve&) = delete;
  Resolve& operator=(const Resolve&) = delete;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace redial::net
