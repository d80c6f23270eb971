// What a row of the optimiser table is. Knows nothing of layers: a row sees one arena of parameters and one of gradients.
#pragma once

#include <span>
#include <string_view>

#include "core/field.hpp"
#include "core/scalar.hpp"

namespace relu {

constexpr int kMostStates = 3;
constexpr int kOptimizerScalars = 4;

/// What one update reads and writes. All arrays are padded to whole vectors, `count` is a multiple of kLanes.
struct Update {
  const Scalar* weights;    ///< w
  Scalar* next;             ///< Receives the new w; another array than `weights`, so that a step that overflows can be dropped.
  const Scalar* gradients;  ///< ∂L/∂w, penalties and clipping done.
  Scalar* states[kMostStates];  ///< Running averages, zero before the first step, as many as the row says.
  double* scalars;              ///< kOptimizerScalars numbers that outlive the step (NAdam's product).
  Index count;
  double learningRate;       ///< After the schedule.
  const double* parameters;  ///< In the order of `fields`, the rate itself included.
  bool first;                ///< No update has been made since the states were set to zero.
};

/// One optimiser. fields[0] is always the learning rate.
struct Optimizer {
  std::string_view name;  ///< Id: "adam".
  Words title;
  Words formula;
  Words summary;
  Words source;
  Fields fields;
  int states;

  /// One update. Returns false when a new weight or state is not finite; `next`, the states and the scalars are then rubbish
  /// and `weights` still the last good ones.
  bool (*update)(const Update& update);
};

std::span<const Optimizer> optimizers();

}  // namespace relu
