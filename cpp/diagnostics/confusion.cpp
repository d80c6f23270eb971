// Counts answers chunk by chunk.
#include "diagnostics/confusion.hpp"

#include <algorithm>
#include <cmath>

namespace relu {
namespace {

/// The class that a sample's targets stand for: a class number, the sign of a single target, the largest of several.
Index classOf(const Block& targets, Index sample, bool classIndex) {
  return classIndex ? static_cast<Index>(targets.at(0, sample)) : answerOf(targets, sample);
}

/// None of the outputs is NaN. Of those that are one, accuracy counts no class as right either.
bool isAnswer(const Block& outputs, Index sample) {
  for (Index k = 0; k < outputs.features; ++k) {
    if (std::isnan(outputs.at(k, sample))) return false;
  }
  return true;
}

}  // namespace

Index answerOf(const Block& outputs, Index sample) {
  if (outputs.features == 1) return outputs.at(0, sample) > 0 ? 1 : 0;
  Index best = 0;
  for (Index k = 1; k < outputs.features; ++k) {
    if (outputs.at(k, sample) > outputs.at(best, sample)) best = k;
  }
  return best;
}

Confusion confusion(Trainer& trainer, const Examples& examples) {
  Confusion result;
  if (trainer.task() == Task::regression) return result;
  const auto classes = static_cast<std::size_t>(trainer.data().classes);
  const bool classIndex = trainer.training().loss.row->classIndex;
  result.counts.assign(classes * classes, 0);
  const Index rows = examples.inputs.samples;
  for (Index first = 0; first < rows; first += kEvaluationChunk) {
    const Index count = std::min(kEvaluationChunk, rows - first);
    const auto window = [&](const Block& block) { return Block{block.data + first, block.features, count, block.stride}; };
    const Block targets = window(examples.targets);
    const Block& outputs = trainer.answers(window(examples.inputs));
    for (Index i = 0; i < count; ++i) {
      if (!isAnswer(outputs, i)) continue;
      const auto wanted = static_cast<std::size_t>(classOf(targets, i, classIndex));
      ++result.counts[wanted * classes + static_cast<std::size_t>(answerOf(outputs, i))];
    }
  }
  for (std::size_t k = 0; k < classes; ++k) {
    double answers = 0, members = 0;
    for (std::size_t other = 0; other < classes; ++other) {
      answers += result.counts[other * classes + k];
      members += result.counts[k * classes + other];
    }
    const double right = result.counts[k * classes + k];
    result.precision.push_back(right / answers);
    result.recall.push_back(right / members);
  }
  return result;
}

}  // namespace relu
