// The health of every unit over the whole training set: how often it fires, whether it is dead or stuck on a plateau, and what
// it answers row by row. Reads; never trains.
#pragma once

#include <cstdint>
#include <vector>

#include "core/flags.hpp"
#include "diagnostics/slope_regime.hpp"
#include "trainer/trainer.hpp"

namespace relu {

/// dead ⇔ the output is exactly 0 for every training row (every position of a channel, every step of a recurrent unit).
/// saturated ⇔ not dead, and on a plateau in at least kSaturatedShare of the places where its output is not 0.
enum class UnitState : std::uint8_t { alive, dead, saturated };  // web/engine/unit-states.js names them in this order
constexpr double kSaturatedShare = 0.95;

struct UnitHealth {
  UnitState state = UnitState::alive;
  double fires = 0;      ///< Share of the places where the output is not exactly 0.
  double saturated = 0;  ///< Share of the places on a plateau (Regime::saturated).
};

/// One entry a unit of each stage: a channel of a picture, a unit of any other layer.
using StageHealth = std::vector<UnitHealth>;
std::vector<StageHealth> measureHealth(Trainer& trainer);

/// What dead units are looked for in: the network as it stands, or as it starts.
enum class Moment { now, start };

/// For each stage and unit, whether it is dead.
///
/// A unit that has fired needs no further rows: the search ends after the first chunk of kEvaluationChunk rows in which the
/// last unit fires, so a healthy network costs one chunk and one with a dead unit a whole pass over the training rows. Errors
/// empty when memory is exhausted.
std::vector<Flags> deadUnits(Trainer& trainer, Moment moment = Moment::now);

/// How the sums Z of one stage are spread over the regimes of its activation, as shares of all units and training rows.
struct RegimeShares {
  double off = 0, linear = 0, saturated = 0;
};
RegimeShares regimeShares(Trainer& trainer, Index stage);

/// The outputs of one number of a stage for every row of a part of the data; the last state of a recurrent unit.
///
/// Shape     feature 0..(outputs of the stage − 1), channels × height × width for pictures → out rows.
void unitValues(Trainer& trainer, const Examples& examples, Index stage, Index feature, Scalar* out);

}  // namespace relu
