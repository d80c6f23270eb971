// Data, network, loss and optimiser together: one step, many steps, the losses so far. Knows nothing of experiments as text.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/error.hpp"
#include "core/random.hpp"
#include "dataset/dataset.hpp"
#include "loss/loss.hpp"
#include "network/network.hpp"
#include "optimizer/optimizer.hpp"
#include "trainer/examples.hpp"

namespace relu {

struct TrainingConfig {
  Choice<Loss> loss;
  Choice<Optimizer> optimizer;
  Index batchSize = 32;
  double l1 = 0, l2 = 0;               ///< Adds l1·Σ|w| + ½·l2·Σw² over weights to the loss.
  double clipNorm = 0, clipValue = 0;  ///< 0 is off.
};

/// How well the network does on a part of the data.
struct Metrics {
  double loss = 0;      ///< Mean over rows, without penalties.
  double accuracy = 0;  ///< Share of rows whose class is right; NaN for regression.
};

/// Samples that a whole-data pass takes at once; bounds the memory of evaluation.
constexpr Index kEvaluationChunk = 64;

/// A network in training.
///
/// Trap      Steps neither allocate nor fail. A step whose loss, gradients or new weights are not finite changes nothing but
///           `diverged()`: the last finite weights stay.
class Trainer {
 public:
  struct Setup {
    Dataset data;
    std::vector<const Feature*> features;  ///< Empty: every column of the data.
    bool standardize = true;
    NetworkConfig network;
    TrainingConfig training;
    std::uint32_t seed = 0;
  };

  /// Errors    shape_mismatch where layers do not fit together; too_large when it would take more than `memoryLimit` bytes
  /// (refused before allocation); out_of_memory.
  static Result<std::unique_ptr<Trainer>> create(Setup setup, std::int64_t memoryLimit);
  /// Bytes that `create` allocates for a network of that shape.
  static std::int64_t bytesNeeded(const Network& network, const TrainingConfig& training, const Dataset& data);

  /// One mini-batch in the seeded order; each epoch visits every training row once. False once diverged.
  bool step();
  /// One step on the given training rows. `count` ≤ batchSize.
  bool stepOn(const std::uint32_t* rows, Index count);
  /// Back to the same start.
  void reset();

  Metrics evaluate(const Examples& examples);

  std::int64_t steps() const { return steps_; }
  Index stepsPerEpoch() const;
  bool diverged() const { return diverged_; }
  /// Of the last step: loss before the update, without and with penalties, and the norm of all gradients before clipping.
  double batchLoss() const { return batchLoss_; }
  double totalLoss() const { return totalLoss_; }
  double gradientNorm() const;

  const Dataset& data() const { return setup_.data; }
  const Encoder& encoder() const { return encoder_; }
  const Examples& train() const { return store_.train(); }
  const Examples& test() const { return store_.test(); }
  const Network& network() const { return *network_; }
  const TrainingConfig& training() const { return setup_.training; }
  Task task() const { return task_; }
  std::uint32_t seed() const { return setup_.seed; }

  const Scalar* weights() const { return weights_[current_].data(); }
  /// Errors    false, and nothing changes, when one of them is not finite.
  bool setWeights(const Scalar* weights, Index count);
  /// Gradients of the last step, after penalties and clipping.
  const Scalar* gradients() const { return gradients_.data(); }
  /// What a pass needs to read the network as it is.
  PassInput reading() const;
  /// A pass without deltas for up to kEvaluationChunk samples, for reading only.
  Pass& evaluationPass() { return evaluation_; }
  std::int64_t bytes() const { return bytesNeeded(*network_, setup_.training, setup_.data); }

 private:
  Trainer(Setup setup, Encoder encoder, std::unique_ptr<Network> network);
  bool allocate();
  bool finishStep(Index count);
  double addPenalties();
  void clip();

  Setup setup_;
  Task task_;
  Encoder encoder_;
  std::unique_ptr<Network> network_;
  ExampleStore store_;
  Pass pass_, evaluation_;
  Buffer weights_[2], statistics_[2], gradients_, states_[kMostStates], batchMemory_;
  Examples batch_;
  double scalars_[4] = {};
  int current_ = 0;
  std::vector<std::uint32_t> order_;
  Random shuffle_;
  Index position_ = 0;
  std::int64_t steps_ = 0;
  bool diverged_ = false;
  double batchLoss_ = 0, totalLoss_ = 0, normBeforeClip_ = 0;
};

}  // namespace relu
