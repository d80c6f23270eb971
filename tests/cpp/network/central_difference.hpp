// A derivative that a pass gives, against the central difference of the loss. For the double build: in float the step drowns in
// rounding. Knows no kind of network and no kind of loss.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "network/network.hpp"

namespace relu::test {

/// Checks dL/dnumber, and says of which network it was when it is wrong.
///
/// Accuracy  The difference errs by step²·L‴/6 and by the rounding of L over 2·step: in double both stay below the tolerance,
///           which is relative to what is compared, or to 1 if that is less.
/// Trap      `lossAt()` is asked with `number` moved, and has to run forward anew; no kink may lie within the step.
template <class LossAt>
void checkDerivative(const Network& network, Scalar& number, double derivative, const LossAt& lossAt) {
  constexpr double kStep = 1e-5, kTolerance = 1e-6;
  const Scalar kept = number;
  number = static_cast<Scalar>(kept + kStep);
  const double above = lossAt();
  number = static_cast<Scalar>(kept - kStep);
  const double below = lossAt();
  number = kept;
  const double numeric = (above - below) / (2 * kStep);
  const double miss = std::abs(numeric - derivative) / std::max({1.0, std::abs(numeric), std::abs(derivative)});
  if (miss <= kTolerance) return;
  for (const Stage& stage : network.stages())
    MESSAGE(stage.path << " " << std::string(stage.config->type.row->name) << " "
                       << std::string(stage.config->activation.row->name) << " "
                       << shapeText(network.layer(stage.sums).output()));
  CHECK_MESSAGE(miss <= kTolerance, derivative, " where the difference is ", numeric);
}

}  // namespace relu::test
