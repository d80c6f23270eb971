// Passes over the training rows, chunk by chunk, with the loss's delta at several scales.
#include "diagnostics/step_signal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/flags.hpp"

namespace relu {
namespace {

/// Powers of two for the loss's delta: as it is; enlarged, for what vanishes; made small, for what explodes.
constexpr int kScales[] = {0, 60, 110, -90};

/// A root mean square above this one is made of squares and terms that float32 holds with all its digits.
constexpr double kLeast = 1e-25;

double squares(Block block, Index moved) {
  block.data += moved;
  return squares(block);
}

void multiply(const Block& block, Scalar factor) {
  for (Index feature = 0; feature < block.features; ++feature) {
    for (Index i = 0; i < block.samples; ++i) block.at(feature, i) *= factor;
  }
}

/// Sums of squares over all training rows with the loss's delta times 2^scale.
bool addSquares(Trainer& trainer, int scale, std::vector<StepSignal>& sums) {
  const Network& network = trainer.network();
  const Loss& loss = *trainer.training().loss.row;
  const Examples& examples = trainer.train();
  const Index rows = examples.inputs.samples;
  Pass pass;
  Buffer gradients;
  if (!pass.allocate(network, kEvaluationChunk, true) || !gradients.allocate(network.parameterCount())) return false;
  for (Index first = 0; first < rows; first += kEvaluationChunk) {
    const Index count = std::min(kEvaluationChunk, rows - first);
    const auto window = [&](const Block& block) { return Block{block.data + first, block.features, count, block.stride}; };
    const Block& outputs = pass.forward(trainer.reading(), window(examples.inputs));
    loss.evaluate(outputs, window(examples.targets), trainer.training().loss.values, &pass.outputDelta());
    // The loss is a mean over the chunk; what is wanted is a row's own.
    multiply(pass.outputDelta(), static_cast<Scalar>(std::ldexp(static_cast<double>(count), scale)));
    pass.backward(gradients.data());
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const History history = pass.history(network.stages()[i].sums);
      for (std::size_t t = 0; t < sums[i].delta.size(); ++t) {
        const Index moved = static_cast<Index>(t) * history.distance;
        sums[i].forward[t] += squares(history.states, moved);
        sums[i].delta[t] += squares(history.deltas, moved);
      }
    }
  }
  return true;
}

/// Of networks that have recurrent layers. `zeros`: a number for each of their steps.
[[gnu::noinline]] std::vector<StepSignal> measureRecurrent(Trainer& trainer, const std::vector<StepSignal>& zeros) {
  const Network& network = trainer.network();
  std::vector<StepSignal> result = zeros;
  // Of each step, whether its delta has been seen with all digits.
  std::vector<Flags> seen;
  for (StepSignal& stage : result) {
    std::fill(stage.delta.begin(), stage.delta.end(), std::numeric_limits<double>::infinity());
    seen.emplace_back(stage.delta.size(), false);
  }
  bool isComplete = false;
  for (const int scale : kScales) {
    if (isComplete) break;
    std::vector<StepSignal> sums = zeros;
    if (!addSquares(trainer, scale, sums)) return {};
    isComplete = true;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const double numbers = static_cast<double>(network.layer(network.stages()[i].sums).history(nullptr, 0).states.features) *
                             static_cast<double>(trainer.train().inputs.samples);
      for (std::size_t t = 0; t < sums[i].delta.size(); ++t) {
        result[i].forward[t] = std::sqrt(sums[i].forward[t] / numbers);
        const double rms = std::sqrt(sums[i].delta[t] / numbers);
        double& delta = result[i].delta[t];
        const bool isBetter = scale >= 0 || !std::isfinite(delta);
        if (!seen[i][t] && isBetter && std::isfinite(rms)) {
          delta = std::ldexp(rms, -scale);
          seen[i][t] = rms >= kLeast;
        }
        isComplete = isComplete && seen[i][t];
      }
    }
  }
  return result;
}

}  // namespace

std::vector<StepSignal> measureSteps(Trainer& trainer) {
  const Network& network = trainer.network();
  std::vector<StepSignal> zeros;
  bool isRecurrent = false;
  for (const Stage& stage : network.stages()) {
    const auto steps = static_cast<std::size_t>(network.layer(stage.sums).history(nullptr, 0).steps);
    zeros.push_back({std::vector<double>(steps), std::vector<double>(steps)});
    isRecurrent |= steps > 0;
  }
  return isRecurrent ? measureRecurrent(trainer, zeros) : zeros;
}

}  // namespace relu
