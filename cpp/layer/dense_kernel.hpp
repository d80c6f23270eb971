// The three products of a dense layer, samples four at a time. Every result is summed in one fixed order, so that the bits do
// not depend on the host or on whether SIMD is there. Knows no layer.
#pragma once

#include "core/scalar.hpp"
#include "core/tensor.hpp"

namespace relu::kernel {

/// Z = W·X + b, b added to every sample; `b` may be null (then zero).
///
/// Shape     X inputs × samples · W units × inputs, row-major · b units → Z units × samples. Padding lanes are computed too.
void denseForward(const Scalar* W, const Scalar* b, const Block& X, const Block& Z);

/// A = ReLU(W·X + b).
void denseForwardRelu(const Scalar* W, const Scalar* b, const Block& X, const Block& A);

/// Z += W·X.
void denseForwardAdd(const Scalar* W, const Block& X, const Block& Z);

/// dX = Wᵀ·dZ.
void denseBackwardInput(const Scalar* W, const Block& dZ, const Block& dX);

/// dX = (Wᵀ·dZ)·ReLU′, given the ReLU's outputs A, which are this layer's inputs.
void denseBackwardInputRelu(const Scalar* W, const Block& dZ, const Block& A, const Block& dX);

/// dX += Wᵀ·dZ.
void denseBackwardInputAdd(const Scalar* W, const Block& dZ, const Block& dX);

/// dW = dZ·Xᵀ and db = Σ over samples of dZ; `db` may be null.
void denseBackwardWeights(const Block& dZ, const Block& X, Scalar* dW, Scalar* db);

/// Blocks of one shape at equal distances: the time steps of a sequence.
struct Panels {
  Block first;
  Index distance = 0;  ///< From the data of one to those of the next.
  Index count = 1;
};

/// The same summed over panels, in one go: dW = Σ dZₜ·Xₜᵀ. Both have as many.
void denseBackwardWeights(const Panels& dZ, const Panels& X, Scalar* dW, Scalar* db);

}  // namespace relu::kernel
