// Runs given numbers through layers, losses and optimisers without training, and reads every number on the way: what tests and
// tools hold against references. Knows no data set and no trainer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "loss/loss.hpp"
#include "network/network.hpp"
#include "optimizer/optimizer.hpp"

namespace relu {

/// What a pass left at one of the experiment's layers, measured in double: the squares of float numbers leave float.
struct StageReading {
  double deltaNorm = 0;            ///< ‖∂L/∂A‖₂ over all units and samples.
  double mean = 0, deviation = 0;  ///< Of A.
  double zeroShare = 0;            ///< Share of the numbers in A that are exactly 0.
  std::vector<double> fireShares;  ///< For each unit, or channel of a picture, the share of its numbers that are not exactly 0.
};

/// One array of parameters and its gradient.
struct ArrayReading {
  double norm = 0;             ///< ‖w‖₂
  double gradientNorm = 0;     ///< ‖∂L/∂w‖₂
  double largestGradient = 0;  ///< max |∂L/∂w|
};

/// Layers alone, with memory for one batch.
///
/// Shape     Batches cross its border sample by sample: samples × features, each sample in the order of its Shape.
class LayerProbe {
 public:
  /// Errors    shape_mismatch where layers do not fit together; out_of_range when there are no layers or no samples;
  ///           out_of_memory.
  static Result<std::unique_ptr<LayerProbe>> create(NetworkConfig layers, const Shape& input, Index samples);

  const Network& network() const { return *network_; }
  Index samples() const { return x_.samples; }
  /// Replaces all parameters (at first the layers' own first ones for seed 0), the running statistics or the batch.
  ///
  /// Errors    shape_mismatch when there are not as many.
  std::optional<Error> setParameters(std::span<const Scalar> parameters);
  std::optional<Error> setStatistics(std::span<const Scalar> statistics);
  std::optional<Error> setInput(std::span<const Scalar> x);

  /// Runs the batch. `seed` and `step` name the random numbers of layers that draw some. Training leaves the new running
  /// statistics in `statistics()`; evaluation leaves the given ones.
  void forward(Mode mode, std::uint32_t seed = 0, std::uint32_t step = 0);
  /// From ∂L/∂y (samples × outputs) back to the input, after `forward`.
  ///
  /// Errors    shape_mismatch when there are not as many.
  std::optional<Error> backward(std::span<const Scalar> upstream);

  /// What the last passes left, sample by sample.
  std::vector<Scalar> output() const { return rows(pass_.value(network_->layerCount() - 1)); }
  std::vector<Scalar> inputDelta() const { return rows(dx_); }
  std::vector<Scalar> value(const Stage& stage) const { return rows(pass_.value(stage.outputs)); }
  std::vector<Scalar> delta(const Stage& stage) const { return rows(pass_.delta(stage.outputs)); }
  std::span<const Scalar> parameters() const;
  std::span<const Scalar> gradients() const;
  std::span<const Scalar> statistics() const;
  static std::vector<Scalar> rows(const Block& block);
  StageReading read(const Stage& stage) const;
  ArrayReading read(Index layer, const Parameter& parameter) const;

  /// The batch and what a pass over it reads, for those who run passes of their own.
  const Block& input() const { return x_; }
  PassInput reading() const { return passInput_; }

 private:
  LayerProbe() = default;
  std::unique_ptr<Network> network_;
  Pass pass_;
  PassInput passInput_;
  Buffer parameters_, gradients_, statistics_, nextStatistics_, batch_;
  Block x_, dx_;
};

/// A loss at given outputs.
struct LossReading {
  double value = 0;           ///< Mean over samples.
  std::vector<Scalar> delta;  ///< ∂value/∂outputs, samples × outputs.
};

/// Shape     outputs samples × rows · targets samples × rows, or samples class numbers for a loss on those.
/// Errors    shape_mismatch when the targets are not as many as the outputs ask for; out_of_range for a class number that is
///           none; out_of_memory.
Result<LossReading> probeLoss(const Choice<Loss>& loss, Index samples, std::span<const Scalar> outputs,
                              std::span<const Scalar> targets);
/// What the reader is shown for these outputs (probabilities where the loss has a link), samples × rows; empty when memory is
/// exhausted.
std::vector<Scalar> probeLink(const Loss& loss, Index samples, std::span<const Scalar> outputs);

/// All that an optimiser remembers between steps. Empty vectors stand for zeros.
struct OptimizerState {
  std::vector<Scalar> arrays[kMostStates];
  double scalars[kOptimizerScalars] = {};
  std::int64_t steps = 0;
};

/// Weights after each of the given steps.
struct OptimizerReading {
  std::vector<Scalar> weights;  ///< steps × count
  OptimizerState state;         ///< After the last step.
};

/// Applies given gradients (steps × count) to given weights. `rates` gives each step's learning rate; empty: the optimiser's
/// own.
///
/// Errors    shape_mismatch when gradients, rates or states do not fit the weights; not_finite with the number of the step at
///           which a weight or a state stops being finite; out_of_memory.
Result<OptimizerReading> probeOptimizer(const Choice<Optimizer>& optimizer, std::span<const Scalar> weights,
                                        std::span<const Scalar> gradients, std::span<const double> rates = {},
                                        const OptimizerState& from = {});

}  // namespace relu
