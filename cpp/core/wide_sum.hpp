// Sums of many numbers in double: means and variances over a batch lose their digits in float. Knows no layer.
#pragma once

#include "core/simd.hpp"

namespace relu {

/// Four sums in double, one a lane.
typedef double Wide __attribute__((vector_size(sizeof(double) * kLanes)));

inline Wide widen(Vec v) { return __builtin_convertvector(v, Wide); }
inline Vec narrow(Wide w) { return __builtin_convertvector(w, Vec); }
inline Wide splatWide(double value) { return Wide{value, value, value, value}; }
/// The lanes added in a fixed order, that of sum(Vec).
inline double total(Wide w) { return (w[0] + w[2]) + (w[1] + w[3]); }

/// All ones in the lanes of the vector at sample `first` that hold samples, zero in those that pad.
inline Mask samplesFrom(Index first, Index samples) {
  return Mask{0, 1, 2, 3} < splatMask(static_cast<MaskScalar>(samples - first));
}
/// `v` with zeros where `keep` has them.
inline Vec masked(Mask keep, Vec v) { return fromBits(bits(v) & keep); }

}  // namespace relu
