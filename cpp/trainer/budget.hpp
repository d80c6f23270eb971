// Many steps within a time budget, so that one call from a page fills a frame and never overruns it by much.
#pragma once

#include "trainer/trainer.hpp"

namespace relu {

/// Takes up to `steps` steps and stops early once `budgetMs` have passed or the network has diverged. Returns the steps taken.
///
/// Unit      `now` gives milliseconds. It is asked seldom: between looks the number of steps doubles while a look comes early.
Index trainFor(Trainer& trainer, Index steps, double budgetMs, double (*now)());

}  // namespace relu
