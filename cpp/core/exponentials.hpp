// Exponentials of many numbers at once: what activations are made of. Knows nothing of activations.
#pragma once

#include "core/scalar.hpp"

namespace relu::math {

/// Writes an even function of `count` numbers scale·z to e, which may be z.
///
/// Shape     `count` is a multiple of kLanes.
/// Accuracy  Bit by bit that of the function in vector_math.hpp that is named; NaN gives NaN.
using Exponential = void(const Scalar* z, Scalar scale, Scalar* e, Index count);

/// e^−|scale·z|, as expOfNegative().
void decay(const Scalar* z, Scalar scale, Scalar* e, Index count);
/// e^−|scale·z| − 1, as expm1OfNegative().
void decayMinusOne(const Scalar* z, Scalar scale, Scalar* e, Index count);
/// e^(−(scale·z)²/2), as bell().
void bell(const Scalar* z, Scalar scale, Scalar* e, Index count);

}  // namespace relu::math
