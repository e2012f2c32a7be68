// Lambdas as one visitor for std::visit. Nothing else.
#pragma once

namespace redial {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace redial
