// The loop between looks at the clock.
#include "trainer/budget.hpp"

#include <algorithm>

namespace relu {

Index trainFor(Trainer& trainer, Index steps, double budgetMs, double (*now)()) {
  constexpr double kShortLookMs = 0.25;
  const double start = now();
  double lastLook = start;
  Index taken = 0, stride = 1;
  while (taken < steps) {
    const Index until = std::min(steps, taken + stride);
    for (; taken < until; ++taken) {
      if (!trainer.step()) return taken;
    }
    const double look = now();
    if (look - start >= budgetMs) break;
    if (look - lastLook < kShortLookMs)
      stride *= 2;
    else if (stride > 1 && look - lastLook > 2 * kShortLookMs)
      stride /= 2;
    lastLook = look;
  }
  return taken;
}

}  // namespace relu
