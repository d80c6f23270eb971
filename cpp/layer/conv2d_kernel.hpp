// The products of a convolution over blocks whose features are [channel][y][x], samples four at a time. Every result is summed
// in one fixed order, so that the bits do not depend on the host. Knows no layer.
#pragma once

#include "core/scalar.hpp"
#include "core/tensor.hpp"
#include "layer/window.hpp"

namespace relu::kernel {

/// out(row, place) = start(row) + Σ over inner channels and runs of W · in(inner, met place), in each group of channels.
///
/// The forward pass and ∂L/∂x are both this sum: the one gathers the cells under every output, the other the outputs over
/// every cell, so neither scatters.
struct Gather {
  Index groups = 1;
  Index rows = 1;                                                 ///< Channels of `out` in a group.
  Index inner = 1;                                                ///< Channels of `in` in a group.
  Index groupStep = 0, rowStep = 0, innerStep = 0, lineStep = 0;  ///< From weight to weight; lineStep from one y to the next.
  Index inHeight = 1, inWidth = 1;
  Walk y, x;
};

/// `start` may be null (then zero).
void gather(const Gather& plan, const Scalar* W, const Scalar* start, const Block& in, const Block& out);

/// dW(o, c, ky, kx) = Σ over places and samples of dY(o, place) · X(c, cell of the place under that tap).
struct WeightSums {
  Index groups = 1;
  Index units = 1;   ///< Channels of dY in a group.
  Index inputs = 1;  ///< Channels of X in a group.
  Index tapsY = 1, tapsX = 1;
  Index inHeight = 1, inWidth = 1;
  Index outHeight = 1, outWidth = 1;
  Walk y;  ///< cellsOfOutputs
  Walk x;  ///< cellsOfTaps

  /// Numbers that `sumWeights` needs to work in.
  Index scratch() const;
};

void sumWeights(const WeightSums& plan, const Block& dY, const Block& X, Scalar* scratch, Scalar* dW);

/// db(channel) = Σ over places and samples of dY.
void sumChannels(const Block& dY, Index channels, Scalar* db);

}  // namespace relu::kernel
