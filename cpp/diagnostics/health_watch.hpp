// Remembers which units were dead when: born dead, died at a step, came back. Reads the network whenever it is asked to look.
#pragma once

#include <limits>
#include <vector>

#include "diagnostics/unit_health.hpp"

namespace relu {

/// What was seen of one unit. Steps are those of the look that saw the change: it happened between the look before and this
/// one.
struct UnitLife {
  bool dead = false;
  bool bornDead = false;                                     ///< Dead before the first step.
  double diedAt = std::numeric_limits<double>::quiet_NaN();  ///< Step at which it was last seen to have died; NaN: never.
  double revivedAt =
      std::numeric_limits<double>::quiet_NaN();  ///< Step at which it was last seen to have come back; NaN: never.
};

class HealthWatch {
 public:
  /// Forgets what it has seen: the network is back at its start, or is another one.
  void restart() {
    lives_.clear();
    isResumed_ = false;
  }
  /// The same for a run that somebody else has begun: what is dead at the first look is dead, and nobody knows since when.
  void resume() {
    lives_.clear();
    isResumed_ = true;
  }
  /// Looks for dead units. The first look compares with the start, which is drawn anew where the network has left it, unless the run
  /// was resumed.
  ///
  /// Errors    without memory for the start nothing is called born dead.
  void look(Trainer& trainer);
  /// One entry a stage and unit; empty before the first look.
  const std::vector<std::vector<UnitLife>>& lives() const { return lives_; }

 private:
  std::vector<std::vector<UnitLife>> lives_;
  bool isResumed_ = false;
};

}  // namespace relu
