// Holm's correction for asking many questions of one comparison. It knows p-values and nothing of where they come from. Pure;
// callable from any thread.
#pragma once

#include <span>
#include <vector>

namespace redial::reports::statistics {

// The adjusted p-values, in the order of `p_values`. With those below alpha called, the chance of one false call or more among
// all is at most alpha, however the questions depend on each other; the adjusted values have the order of the given ones and are
// at most 1. Holm, A simple sequentially rejective multiple test procedure (1979): uniformly more powerful than dividing alpha by
// the number of questions, at no price.
std::vector<double> holm(std::span<const double> p_values);

}  // namespace redial::reports::statistics
