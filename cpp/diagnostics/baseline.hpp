// What guessing gets: the measure against which "it does not learn" is said. Reads the training rows only.
#pragma once

#include "trainer/trainer.hpp"

namespace relu {

/// The loss and accuracy of the best constant answer on the training rows.
///
/// Formula   Cross-entropies: the loss at the logarithms of the class shares, smoothed as the labels are. Other losses: the
///           constant that minimises the loss, by golden-section search (they are convex). Accuracy: the share of the largest
///           class.
Metrics guessing(const Trainer& trainer);

}  // namespace relu
