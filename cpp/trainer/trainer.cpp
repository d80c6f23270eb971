// The training step.
#include "trainer/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/simd.hpp"

namespace relu {
namespace {

/// Calls `visit(first, count)` for each run of parameters on which penalties act.
template <class Visit>
void forEachDecayed(const Network& network, Visit visit) {
  for (Index i = 0; i < network.layerCount(); ++i) {
    for (const Parameter& parameter : network.layer(i).parameters()) {
      if (parameter.decays) visit(network.offset(i) + parameter.offset, parameter.count);
    }
  }
}

bool allFinite(const Scalar* values, Index count) {
  for (Index i = 0; i < count; ++i) {
    if (!std::isfinite(values[i])) return false;
  }
  return true;
}

}  // namespace

Index Trainer::stepsPerEpoch() const {
  return (setup_.data.trainRows + setup_.training.batchSize - 1) / setup_.training.batchSize;
}

double Trainer::learningRate() const {
  const Choice<Schedule>& schedule = setup_.training.schedule;
  return setup_.training.optimizer.values[0] * schedule.row->factor(steps_, stepsPerEpoch(), schedule.values);
}

bool Trainer::step() {
  const Index rows = setup_.data.trainRows;
  if (diverged_) return false;
  if (position_ >= rows) {
    shuffle(order_.data(), rows, shuffle_);
    position_ = 0;
  }
  const Index count = std::min(setup_.training.batchSize, rows - position_);
  const std::uint32_t* first = order_.data() + position_;
  if (!stepOn(first, count)) return false;
  position_ += count;
  return true;
}

bool Trainer::stepOn(const std::uint32_t* rows, Index count, double rate) {
  if (diverged_) return false;
  const Index stride = padded(count);
  Scalar* next = batchMemory_.data();
  const auto gather = [&](const Block& from) {
    const Block to{next, from.features, count, stride};
    next += from.features * stride;
    for (Index feature = 0; feature < from.features; ++feature) {
      const Scalar* source = from.row(feature);
      Scalar* target = to.row(feature);
      store(target + stride - kLanes, Vec{});  // lanes that no sample fills
      for (Index i = 0; i < count; ++i) target[i] = source[rows[i]];
    }
    return to;
  };
  constexpr Index kWide = 16;
  if (encoder_.features().empty() && network_->inputs() >= kWide) {
    // A sample's columns lie together where the data come from; gathered from the encoded rows, each would be a cache line.
    batch_.inputs = Block{next, network_->inputs(), count, stride};
    next += network_->inputs() * stride;
    encoder_.encodeRows(setup_.data.values.data(), {rows, static_cast<std::size_t>(count)}, batch_.inputs);
  } else {
    batch_.inputs = gather(train().inputs);
  }
  batch_.targets = gather(train().targets);
  return finishStep(count, rate);
}

bool Trainer::finishStep(Index count, double rate) {
  const TrainingConfig& training = setup_.training;
  PassInput input = reading();
  input.mode = Mode::training;
  input.nextStatistics = statistics_[1 - current_].data();
  const Block& outputs = pass_.forward(input, batch_.inputs);
  const double loss = training.loss.row->evaluate(outputs, batch_.targets, training.loss.values, &pass_.outputDelta());
  batchLoss_ = loss / static_cast<double>(count);
  totalLoss_ = batchLoss_;
  if (!std::isfinite(batchLoss_)) return diverge();
  pass_.backward(gradients_.data());
  if (static_cast<Scalar>(training.l1) != 0 || static_cast<Scalar>(training.l2) != 0) totalLoss_ += addPenalties();
  normBeforeClip_ = -1;
  if ((training.clipNorm > 0 || training.clipValue > 0) && !clip()) return diverge();
  const Update update{.weights = weights(),
                      .next = weights_[1 - current_].data(),
                      .gradients = gradients_.data(),
                      .states = {states_[0].data(), states_[1].data(), states_[2].data()},
                      .scalars = scalars_,
                      .count = padded(network_->parameterCount()),
                      .learningRate = rate,
                      .parameters = training.optimizer.values,
                      .first = isOptimizerNew_};
  const bool steady = allFinite(statistics_[1 - current_].data(), network_->statisticCount());
  isOptimizerNew_ = false;
  if (!steady || !training.optimizer.row->update(update)) return diverge();
  hasPrevious_ = true;
  current_ = 1 - current_;
  ++steps_;
  return true;
}

bool Trainer::diverge() {
  diverged_ = true;
  hasPrevious_ = false;
  return false;
}

double Trainer::addPenalties() {
  const auto l1 = static_cast<Scalar>(setup_.training.l1), l2 = static_cast<Scalar>(setup_.training.l2);
  double absolutes = 0, squares = 0;
  forEachDecayed(*network_, [&](Index first, Index count) {
    const Scalar* w = weights() + first;
    Scalar* gradient = gradients_.data() + first;
    for (Index i = 0; i < count; ++i) {
      const Scalar sign = w[i] > 0 ? Scalar(1) : w[i] < 0 ? Scalar(-1) : Scalar(0);
      gradient[i] += l1 * sign + l2 * w[i];
      absolutes += std::abs(static_cast<double>(w[i]));
      squares += static_cast<double>(w[i]) * w[i];
    }
  });
  return setup_.training.l1 * absolutes + 0.5 * setup_.training.l2 * squares;
}

bool Trainer::clip() {
  const TrainingConfig& training = setup_.training;
  const Index count = padded(network_->parameterCount());
  if (training.clipNorm > 0) {
    normBeforeClip_ = norm(gradients_.data(), network_->parameterCount());
    if (normBeforeClip_ > training.clipNorm) {
      const Vec factor = splat(static_cast<Scalar>(training.clipNorm / normBeforeClip_));
      for (Index i = 0; i < count; i += kLanes) store(gradients_.data() + i, load(gradients_.data() + i) * factor);
    }
  }
  if (training.clipValue > 0) {
    normBeforeClip_ = normBeforeClip_ < 0 ? norm(gradients_.data(), network_->parameterCount()) : normBeforeClip_;
    const Vec high = splat(static_cast<Scalar>(training.clipValue)), low = -high;
    for (Index i = 0; i < count; i += kLanes)
      store(gradients_.data() + i, atLeast(atMost(load(gradients_.data() + i), high), low));
  }
  return std::isfinite(normBeforeClip_);
}

PassInput Trainer::reading() const {
  return {.mode = Mode::evaluation,
          .parameters = weights(),
          .statistics = statistics_[current_].data(),
          .nextStatistics = nullptr,
          .seed = setup_.seed,
          .step = static_cast<std::uint32_t>(steps_)};
}

double Trainer::gradientNorm() const {
  return normBeforeClip_ >= 0 ? normBeforeClip_ : norm(gradients_.data(), network_->parameterCount());
}

Metrics Trainer::evaluate(const Examples& examples) {
  const Loss& loss = *setup_.training.loss.row;
  const Index rows = examples.inputs.samples;
  double sum = 0;
  Index correct = 0;
  for (Index first = 0; first < rows; first += kEvaluationChunk) {
    const Index count = std::min(kEvaluationChunk, rows - first);
    const auto window = [&](const Block& block) { return Block{block.data + first, block.features, count, block.stride}; };
    const Block targets = window(examples.targets);
    const Block& outputs = answers(window(examples.inputs));
    sum += loss.evaluate(outputs, targets, setup_.training.loss.values, nullptr);
    if (task_ != Task::regression) correct += countCorrect(task_, loss, outputs, targets);
  }
  const auto share = static_cast<double>(rows);
  return {sum / share,
          task_ == Task::regression ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(correct) / share};
}

bool Trainer::setWeights(const Scalar* weights, Index count) {
  if (count != network_->parameterCount() || !allFinite(weights, count)) return false;
  std::memcpy(weights_[current_].data(), weights, static_cast<std::size_t>(count) * sizeof(Scalar));
  if (diverged_) resetOptimizer();  // the step that overflowed left rubbish there
  diverged_ = hasPrevious_ = false;
  return true;
}

}  // namespace relu
