// What an activation costs: nanoseconds an element, forward and backward, on an array of its own.
#pragma once

#include "activation/activation.hpp"

namespace relu {

/// Runs f forward and δ·f′ backward over `elements` normal numbers of deviation 3, `rounds` times, and writes the nanoseconds
/// an element of each round. What a learned slope adds to a backward pass is part of it.
///
/// Unit      `now` gives milliseconds. Filling the array of deltas anew before each round is not timed.
/// Trap      Where the clock ticks coarsely (browsers: 0.1 ms) a round has to take much longer than a tick.
/// Errors    false when memory is exhausted.
bool measureActivationCost(const Choice<Activation>& activation, Index elements, int rounds, double (*now)(),
                           double* nanoseconds);

}  // namespace relu
