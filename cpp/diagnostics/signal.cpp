// One forward and backward pass over the training rows, chunk by chunk.
#include "diagnostics/signal.hpp"

#include <algorithm>
#include <cmath>

namespace relu {
namespace {

/// ‖W − before‖₂ ÷ ‖W‖₂
double relativeChange(const Scalar* weights, const Scalar* before, Index count) {
  double changes = 0, sizes = 0;
  for (Index k = 0; k < count; ++k) {
    const double weight = weights[k], change = weight - before[k];
    changes += change * change;
    sizes += weight * weight;
  }
  return sizes > 0 ? std::sqrt(changes / sizes) : 0;
}

}  // namespace

std::vector<LayerSignal> measureSignal(Trainer& trainer) {
  const Network& network = trainer.network();
  const Loss& loss = *trainer.training().loss.row;
  const Examples& examples = trainer.train();
  const Index rows = examples.inputs.samples, parameters = network.parameterCount();
  Pass pass;
  Buffer chunkGradients;
  BufferOf<double> gradients;
  if (!pass.allocate(network, kEvaluationChunk, true) || !chunkGradients.allocate(parameters) ||
      !gradients.allocate(parameters))
    return {};
  const auto& stages = network.stages();
  std::vector<LayerSignal> signal(stages.size());
  for (Index first = 0; first < rows; first += kEvaluationChunk) {
    const Index count = std::min(kEvaluationChunk, rows - first);
    const auto window = [&](const Block& block) { return Block{block.data + first, block.features, count, block.stride}; };
    const Block& outputs = pass.forward(trainer.reading(), window(examples.inputs));
    loss.evaluate(outputs, window(examples.targets), trainer.training().loss.values, &pass.outputDelta());
    pass.backward(chunkGradients.data());
    const auto share = static_cast<double>(count) / static_cast<double>(rows);
    for (Index i = 0; i < parameters; ++i) gradients.data()[i] += share * chunkGradients.data()[i];
    for (std::size_t i = 0; i < stages.size(); ++i) {
      signal[i].forward += squares(pass.value(stages[i].outputs));
      signal[i].delta += squares(pass.delta(stages[i].sums)) * static_cast<double>(count) * static_cast<double>(count);
    }
  }
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const Layer& layer = network.layer(stages[i].sums);
    const double numbers = static_cast<double>(layer.outputs()) * static_cast<double>(rows);
    signal[i].forward = std::sqrt(signal[i].forward / numbers);
    signal[i].delta = std::sqrt(signal[i].delta / numbers);
    if (layer.parameters().empty()) continue;
    const Parameter& weights = layer.parameters().front();
    const Index start = network.offset(stages[i].sums) + weights.offset;
    double sum = 0;
    for (Index k = start; k < start + weights.count; ++k) sum += gradients.data()[k] * gradients.data()[k];
    signal[i].gradient = std::sqrt(sum / static_cast<double>(weights.count));
    if (const Scalar* before = trainer.previousWeights())
      signal[i].update = relativeChange(trainer.weights() + start, before + start, weights.count);
  }
  return signal;
}

}  // namespace relu
