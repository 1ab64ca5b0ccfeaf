// One visitor from several lambdas, for std::visit over the nodes of a tree.
// Used without a catch-all, so that a new node stops the build wherever it must be handled.
// Afterwards `overloaded{[](A) {…}, [](B) {…}}` is callable with each alternative.
#pragma once

namespace hegui::dsl {

template <class... Ts>
struct overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

}  // namespace hegui::dsl
