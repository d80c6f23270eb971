// The number type of the whole core and the width of its vectors. Knows nothing else.
#pragma once

#include <cstddef>
#include <cstdint>

namespace relu {

/// The number type of parameters, activations and gradients.
///
/// `float` is what ships. The double build (RELU_DOUBLE) exists for gradient checks against central differences.
#ifdef RELU_DOUBLE
using Scalar = double;
using MaskScalar = std::int64_t;
#else
using Scalar = float;
using MaskScalar = std::int32_t;
#endif

using Index = std::ptrdiff_t;

/// Lanes of a vector and the multiple to which samples are padded. Four in both builds, so that both walk the same blocks.
constexpr Index kLanes = 4;

/// `count` rounded up to whole vectors.
constexpr Index padded(Index count) { return (count + kLanes - 1) / kLanes * kLanes; }

}  // namespace relu
