// The function of libc that stands behind one of ours of the same name. What ours adds is no business of this file.
#pragma once

#include <dlfcn.h>

#include <atomic>

namespace redial::interposition {

template <typename Function>
class Next;

// Called like the original. `find` takes the loader's lock, which must not happen in a signal handler or after a fork: it is
// called when the library is loaded, and again only for a call that comes before that.
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

}  // namespace redial::interposition
