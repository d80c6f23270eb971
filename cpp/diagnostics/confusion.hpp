// Which classes are taken for which. Reads; never trains.
#pragma once

#include <cstdint>
#include <vector>

#include "trainer/trainer.hpp"

namespace relu {

/// The class that a sample's outputs stand for: the sign of a single output, the first of the largest of several.
Index answerOf(const Block& outputs, Index sample);

/// Counts of a classifier's answers on one part of the data, and what follows from them.
///
/// Shape     counts classes × classes: row the true class, column the answer.
/// Formula   precision[k] = right answers k / all answers k; recall[k] = right answers k / all rows of class k. NaN where
///           nothing is divided (no such answer, no such row).
struct Confusion {
  std::vector<std::uint32_t> counts;
  std::vector<double> precision, recall;
};

/// Empty for regression.
Confusion confusion(Trainer& trainer, const Examples& examples);

}  // namespace relu
