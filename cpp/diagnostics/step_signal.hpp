// The signal of recurrent layers at every step, forward and back through time, over the whole training set. Reads; never
// trains.
#pragma once

#include <vector>

#include "trainer/trainer.hpp"

namespace relu {

/// Root mean squares of one recurrent layer, one entry a step.
///
/// Formula   forward[t]: of the states Hₜ over units and training rows. delta[t]: of ∂(a row's loss)/∂Zₜ likewise.
/// Accuracy  forward is of the states as they are, float32. delta is right from 1e-70 to 1e+60, far beyond float32: the way
///           back is linear in the loss's delta, so it is walked again with that delta scaled by a power of two where a step's
///           squares leave the range; a step whose delta no scale brings in range is 0 or infinite.
struct StepSignal {
  std::vector<double> forward, delta;
};

/// One entry a stage, empty for those that know no steps; nothing at all when memory is exhausted.
std::vector<StepSignal> measureSteps(Trainer& trainer);

}  // namespace relu
