// The signal per layer, forward and backward, measured over the whole training set. Reads; never trains.
#pragma once

#include <vector>

#include "trainer/trainer.hpp"

namespace relu {

/// Root mean squares of one layer of the experiment.
///
/// Formula   forward: of A over units and training rows. delta: of ∂(a row's loss)/∂Z likewise, of a recurrent layer of ∂/∂(its
///           outputs). gradient: of ∂(mean loss)/∂W over the weights, penalties left out. update: ‖ΔW‖₂ ÷ ‖W‖₂ of the last
///           step; 0 before the first and where W is 0.
/// Accuracy  Sums are double, so that values whose squares leave float32 are still right.
struct LayerSignal {
  double forward = 0;
  double delta = 0;
  double gradient = 0;
  double update = 0;
};

/// One entry a layer, output layer last; empty when memory is exhausted.
std::vector<LayerSignal> measureSignal(Trainer& trainer);

}  // namespace relu
