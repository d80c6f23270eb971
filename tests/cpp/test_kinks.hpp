// Where a difference of losses is no derivative: kinks of activations and ties of maxima near the sums of a pass.
#pragma once

#include <cmath>

#include "network/network.hpp"

namespace relu::test {

/// True when a sum lies so close to a kink or jump of its activation that a move of `reach` may step over it. Asks the values
/// only: a wrong derivative must not pass for a kink.
inline bool nearKink(const Choice<Activation>& activation, const Block& sums, double reach) {
  // Within ±2·reach a kink nearer than `reach` bends by at least reach times its change of slope, 1/6 for the flattest of all
  // rows; what is smooth bends by 4·reach²·|f″|, a fifth of the bound for the largest reach in use and f″ = 1.
  constexpr double kBend = 0.1;
  const auto far = static_cast<Scalar>(2 * reach);
  Scalar values[kMostFields];
  for (int i = 0; i < kMostFields; ++i) values[i] = static_cast<Scalar>(activation.values[i]);
  for (Index unit = 0; unit < sums.features; ++unit) {
    for (Index s = 0; s < sums.samples; ++s) {
      const Scalar here = sums.at(unit, s), z[4] = {here - far, here, here + far, 0};
      Scalar a[4];
      activation.row->forward(z, a, 4, values);
      if (std::abs((a[2] - a[1]) - (a[1] - a[0])) > kBend * reach) return true;
    }
  }
  return false;
}

/// True when two different cells of a channel are so nearly equal that a move of `reach` may change a maximum's winner. Cells
/// that are the same (zeros of dead units, copies of one cell) stay so.
inline bool nearTie(const Block& x, const Shape& shape, double reach) {
  const Index area = shape.height * shape.width;
  for (Index c = 0; c < shape.channels; ++c) {
    for (Index s = 0; s < x.samples; ++s) {
      for (Index i = 0; i < area; ++i) {
        for (Index j = 0; j < i; ++j) {
          const double gap = std::abs(x.at(c * area + i, s) - x.at(c * area + j, s));
          if (gap > 0 && gap < reach) return true;
        }
      }
    }
  }
  return false;
}

/// True when a move of `reach` may carry what some layer computes over a kink; `pass` is forward on `x`.
///
/// Trap      A recurrent layer's sums are its own: give it an activation without kinks.
inline bool isKinked(const Network& network, const Pass& pass, const Block& x, double reach) {
  const auto inputOf = [&](Index layer) { return layer == 0 ? x : pass.value(layer - 1); };
  for (const Stage& stage : network.stages()) {
    const LayerType& type = *stage.config->type.row;
    const Choice<Activation>& activation = stage.config->activation;
    if (type.name == "max_pooling2d" && nearTie(inputOf(stage.sums), network.layer(stage.sums).input(), reach)) return true;
    const bool ownSums = (type.parts & kHasRecurrentInitializer) != 0;
    if (!ownSums && activation.row->name != "linear" && nearKink(activation, inputOf(stage.outputs), reach)) return true;
  }
  return false;
}

}  // namespace relu::test
