// Forward passes for reading: of one sample, or of a part of the data kEvaluationChunk rows at a time.
#include "diagnostics/sample_response.hpp"

#include <algorithm>
#include <cstring>

namespace relu {
namespace {

/// All outputs of the stages together.
Index outputCount(const Trainer& trainer) {
  const Network& network = trainer.network();
  Index numbers = 0;
  for (const Stage& stage : network.stages()) numbers += network.layer(stage.outputs).outputs();
  return numbers;
}

}  // namespace

Index responseSize(const Trainer& trainer) {
  const Network& network = trainer.network();
  Index numbers = outputCount(trainer);
  for (const Stage& stage : network.stages()) {
    const History history = network.layer(stage.sums).history(nullptr, 0);
    numbers += history.states.features * history.steps;
  }
  return numbers;
}

bool sampleResponse(Trainer& trainer, const Scalar* values, Scalar* out) {
  const Encoder& encoder = trainer.encoder();
  Buffer memory;
  if (!memory.allocate(std::int64_t{encoder.inputs()} * kLanes)) return false;
  const Block input{memory.data(), encoder.inputs(), 1, kLanes};
  encoder.encode(values, input, 0);
  Pass& pass = trainer.evaluationPass();
  pass.forward(trainer.reading(), input);
  for (const Stage& stage : trainer.network().stages()) {
    const Block& block = pass.value(stage.outputs);
    for (Index feature = 0; feature < block.features; ++feature) *out++ = block.at(feature, 0);
  }
  for (const Stage& stage : trainer.network().stages()) {
    const History history = pass.history(stage.sums);
    for (Index unit = 0; unit < history.states.features; ++unit) {
      for (Index t = 0; t < history.steps; ++t) *out++ = history.states.row(unit)[t * history.distance];
    }
  }
  return true;
}

std::int64_t partResponseSize(const Trainer& trainer, const Examples& examples) {
  return std::int64_t{outputCount(trainer)} * examples.inputs.samples;
}

void partResponse(Trainer& trainer, const Examples& examples, Scalar* out) {
  const Index rows = examples.inputs.samples;
  Pass& pass = trainer.evaluationPass();
  for (Index first = 0; first < rows; first += kEvaluationChunk) {
    const Index count = std::min(kEvaluationChunk, rows - first);
    const Block& inputs = examples.inputs;
    pass.forward(trainer.reading(), {inputs.data + first, inputs.features, count, inputs.stride});
    Scalar* target = out + first;
    for (const Stage& stage : trainer.network().stages()) {
      const Block& block = pass.value(stage.outputs);
      for (Index feature = 0; feature < block.features; ++feature, target += rows) {
        std::memcpy(target, block.row(feature), static_cast<std::size_t>(count) * sizeof(Scalar));
      }
    }
  }
}

}  // namespace relu
