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
#include "optimizer/schedule.hpp"
#include "trainer/examples.hpp"

namespace relu {

struct TrainingConfig {
  Choice<Loss> loss;
  Choice<Optimizer> optimizer;
  Choice<Schedule> schedule{schedules().front()};  ///< Constant unless given.
  Index batchSize = 32;
  double l1 = 0, l2 = 0;               ///< Adds l1·Σ|w| + ½·l2·Σw² over weights to the loss.
  double clipNorm = 0, clipValue = 0;  ///< 0 is off.
};

/// How well the network does on a part of the data.
struct Metrics {
  double loss = 0;      ///< Mean over rows, without penalties.
  double accuracy = 0;  ///< Share of rows whose class is right; NaN for regression.
};

/// Everything that a step reads and changes, as it is between two steps. The arrays are somebody else's.
struct TrainingState {
  const Scalar* weights = nullptr;
  const Scalar* statistics = nullptr;         ///< Running ones.
  const Scalar* optimizer[kMostStates] = {};  ///< As many as the optimiser's row says; null stands for zeros.
  double scalars[kOptimizerScalars] = {};     ///< The optimiser's.
  bool isOptimizerNew = true;                 ///< It has made no update since it was set to its start.
  const std::uint32_t* order = nullptr;       ///< Training rows in the order of this epoch.
  Index position = 0;                         ///< How many of them this epoch has used.
  std::uint64_t drawn = 0;                    ///< Words drawn from the stream that shuffles.
  std::int64_t steps = 0;
  bool diverged = false;
};

/// Samples that a whole-data pass takes at once; bounds the memory of evaluation.
constexpr Index kEvaluationChunk = 64;

/// A network in training.
///
/// Trap      Steps neither allocate nor fail. A step whose loss, gradients or new weights are not finite changes nothing but
///           `diverged()` and, where the update overflowed, the optimiser: the last finite weights stay, and weights set from
///           outside go on with the same batch.
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
  static std::int64_t bytesNeeded(const Network& network, const TrainingConfig& training, const DatasetPlan& data);

  /// One mini-batch in the seeded order; each epoch visits every training row once. False once diverged.
  bool step();
  /// One step on the given training rows, at `learningRate()` or at a rate of the caller's. `count` ≤ batchSize.
  bool stepOn(const std::uint32_t* rows, Index count) { return stepOn(rows, count, learningRate()); }
  bool stepOn(const std::uint32_t* rows, Index count, double rate);
  /// Back to the same start.
  void reset();

  /// The state, for keeping; its arrays are valid until the next step.
  TrainingState state() const;
  /// Goes on from a state of a network like this one on the same data. Gradients and losses of the last step are not part of
  /// it.
  ///
  /// Trap      Checks nothing: `order` must name every training row once, and weights must be finite.
  void resume(const TrainingState& state);

  Metrics evaluate(const Examples& examples);

  std::int64_t steps() const { return steps_; }
  Index stepsPerEpoch() const;
  /// The rate of the next step: the optimiser's by the schedule's factor.
  double learningRate() const;
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

  const Scalar* weights() const { return weights_[current_].data(); }
  /// The weights before the last step; null before the first one and after weights that came from elsewhere or a step that
  /// failed.
  const Scalar* previousWeights() const { return hasPrevious_ ? weights_[1 - current_].data() : nullptr; }
  /// Errors    false, and nothing changes, when one of them is not finite.
  bool setWeights(const Scalar* weights, Index count);
  /// Gradients of the last step, after penalties and clipping.
  const Scalar* gradients() const { return gradients_.data(); }
  /// What a pass needs to read the network as it is.
  PassInput reading() const;
  /// A pass without deltas for up to kEvaluationChunk samples, for reading any layer.
  Pass& evaluationPass() { return evaluation_; }
  /// How many samples `answers` takes: kEvaluationChunk, and more of them where layers are so narrow that going from one to the
  /// next costs as much as their sums.
  static Index answerChunk(const Network& network);
  /// The network's outputs alone, for up to answerChunk samples; valid until the next call.
  const Block& answers(const Block& inputs) { return answers_.forward(reading(), inputs); }
  std::int64_t bytes() const { return bytesNeeded(*network_, setup_.training, planOf(setup_.data)); }

 private:
  Trainer(Setup setup, Encoder encoder, std::unique_ptr<Network> network);
  bool allocate();
  void resetOptimizer();
  /// A call is a hundredth of a small network's step.
  [[gnu::always_inline]] inline bool finishStep(Index count, double rate);
  /// The end of a step that failed: false.
  bool diverge();
  /// What L1 and L2 add to the gradients, and to the loss.
  double addPenalties();
  /// Where one of the limits is set. False where the gradients that it looks at are not finite.
  bool clip();

  Setup setup_;
  Task task_;
  Encoder encoder_;
  std::unique_ptr<Network> network_;
  ExampleStore store_;
  Pass pass_, evaluation_, answers_;
  Buffer weights_[2], statistics_[2], gradients_, states_[kMostStates], batchMemory_;
  Examples batch_;
  double scalars_[kOptimizerScalars] = {};
  bool isOptimizerNew_ = true;
  int current_ = 0;
  std::vector<std::uint32_t> order_;
  Random shuffle_;
  Index position_ = 0;
  std::int64_t steps_ = 0;
  bool diverged_ = false;
  bool hasPrevious_ = false;
  double batchLoss_ = 0, totalLoss_ = 0, normBeforeClip_ = 0;
};

}  // namespace relu
