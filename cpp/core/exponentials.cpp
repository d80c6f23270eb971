// Runs one vector function over an array, several vectors side by side.
#include "core/exponentials.hpp"

#include <algorithm>

#include "core/vector_math.hpp"

namespace relu::math {
namespace {

/// Vectors at once. An exponential is a chain of some thirty dependent steps, and a processor that is handed one chain after
/// the other waits in each; with more than two WebAssembly engines run out of registers.
constexpr int kSideBySide = 2;

template <class Constants, class Function>
inline void each(const Scalar* z, Scalar scale, Scalar* e, Index count, const Constants& constants, Function function) {
  const Vec scales = splat(scale);
  for (Index i = 0; i < count; i += kSideBySide * kLanes) {
    const Constants& c = readAnew(constants);
    Index places[kSideBySide];
    Vec values[kSideBySide];
    for (int k = 0; k < kSideBySide; ++k) {
      // Behind the end it is the last vector again: all are loaded before one is stored.
      places[k] = std::min(i + k * kLanes, count - kLanes);
      values[k] = function(load(z + places[k]) * scales, c);
    }
    for (int k = 0; k < kSideBySide; ++k) store(e + places[k], values[k]);
  }
}

}  // namespace

void decay(const Scalar* z, Scalar scale, Scalar* e, Index count) {
  each(z, scale, e, count, detail::kExpConstants,
       [](Vec x, auto& c) { return expOfNegative(negativeAbsolute(x, bits(splat(c.sign))), Vec{}, c); });
}
void decayMinusOne(const Scalar* z, Scalar scale, Scalar* e, Index count) {
  each(z, scale, e, count, detail::kExpConstants,
       [](Vec x, auto& c) { return expm1OfNegative(negativeAbsolute(x, bits(splat(c.sign))), c); });
}
void bell(const Scalar* z, Scalar scale, Scalar* e, Index count) {
  each(z, scale, e, count, detail::kBellConstants,
       [](Vec x, auto& c) { return bell(atMost(absolute(x), splat(kNormalEnd)), c); });
}

}  // namespace relu::math
