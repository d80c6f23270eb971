// Runs one vector function over an array, several vectors side by side.
#include "core/exponentials.hpp"

#include <algorithm>

#include "core/vector_math.hpp"

namespace relu::math {
namespace {

/// Vectors at once. An exponential is a chain of some thirty dependent steps, and a processor that is handed one chain after
/// the other waits in each; with more than two WebAssembly engines run out of registers.
constexpr int kSideBySide = 2;

/// The constants at a place that compilers do not know, so that each turn of a loop reads them anew: kept from turn to turn a
/// dozen of them fill the registers, and WebAssembly engines make every one out of three instructions before the first turn.
template <class Constants>
inline const Constants& readAnew(const Constants& constants) {
  const Constants* place = &constants;
  asm volatile("" : "+r"(place));
  return *place;
}

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
  each(z, scale, e, count, detail::kExpConstants, [](Vec x, auto& c) { return expOfNegative(negativeAbsolute(x), Vec{}, c); });
}
void decayMinusOne(const Scalar* z, Scalar scale, Scalar* e, Index count) {
  each(z, scale, e, count, detail::kExpConstants, [](Vec x, auto& c) { return expm1OfNegative(negativeAbsolute(x), c); });
}
void bell(const Scalar* z, Scalar scale, Scalar* e, Index count) {
  each(z, scale, e, count, detail::kBellConstants,
       [](Vec x, auto& c) { return bell(atMost(absolute(x), splat(kNormalEnd)), c); });
}

}  // namespace relu::math
