// Compares each look with the one before.
#include "diagnostics/health_watch.hpp"

namespace relu {

void HealthWatch::look(Trainer& trainer) {
  const auto now = deadUnits(trainer);
  if (lives_.empty()) {
    const bool isStart = trainer.steps() == 0, isKnown = isStart || !isResumed_;
    const auto born = isStart || !isKnown ? now : deadUnits(trainer, Moment::start);
    for (std::size_t stage = 0; stage < now.size(); ++stage) {
      lives_.emplace_back(now[stage].size());
      for (std::size_t unit = 0; !born.empty() && unit < now[stage].size(); ++unit) {
        lives_[stage][unit].dead = born[stage][unit];
        lives_[stage][unit].bornDead = isKnown && born[stage][unit];
      }
    }
  }
  const auto step = static_cast<double>(trainer.steps());
  for (std::size_t stage = 0; stage < now.size(); ++stage) {
    for (std::size_t unit = 0; unit < now[stage].size(); ++unit) {
      UnitLife& life = lives_[stage][unit];
      if (life.dead == now[stage][unit]) continue;
      life.dead = now[stage][unit];
      (life.dead ? life.diedAt : life.revivedAt) = step;
    }
  }
}

}  // namespace relu
