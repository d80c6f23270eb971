// What a trainer does before its first step: it is made, takes its memory, and begins anew or where another one stopped. Apart
// from the step because none of this is worth the room that compiling for speed takes.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "core/text.hpp"
#include "trainer/trainer.hpp"

namespace relu {

Trainer::Trainer(Setup setup, Encoder encoder, std::unique_ptr<Network> network)
    : setup_(std::move(setup)),
      task_(taskOf(setup_.data)),
      encoder_(std::move(encoder)),
      network_(std::move(network)),
      shuffle_(setup_.seed, Purpose::shuffle) {
  setup_.training.batchSize = std::min(setup_.training.batchSize, setup_.data.trainRows);
}

Result<std::unique_ptr<Trainer>> Trainer::create(Setup setup, std::int64_t memoryLimit) {
  Encoder encoder(setup.data, setup.features, setup.standardize);
  Result<std::unique_ptr<Network>> network = Network::build(setup.network, encoder.shape(), outputsOf(setup.data));
  if (!network.ok()) return network.error();
  std::unique_ptr<Trainer> trainer(new Trainer(std::move(setup), std::move(encoder), std::move(network.value())));
  if (trainer->bytes() > memoryLimit) {
    return Error{
        "too_large",
        sentence({"needs ", std::ceil(static_cast<double>(trainer->bytes()) / 1048576), " MiB of memory, the limit is ",
                  static_cast<double>(memoryLimit) / 1048576, " MiB; take fewer layers, units or samples"}),
        "network"};
  }
  if (!trainer->allocate()) return Error{"out_of_memory", "there is not enough memory for this network", "network"};
  trainer->reset();
  return trainer;
}

Index Trainer::answerChunk(const Network& network) {
  constexpr Index kNearNumbers = 4096;  // two layers of them stay in a small first cache
  Index widest = network.inputs();
  for (Index i = 0; i < network.layerCount(); ++i) widest = std::max(widest, network.layer(i).outputs());
  return std::clamp(padded(kNearNumbers / widest), kEvaluationChunk, 4 * kEvaluationChunk);
}

std::int64_t Trainer::bytesNeeded(const Network& network, const TrainingConfig& training, const DatasetPlan& data) {
  const std::int64_t parameterArrays = 3 + training.optimizer.row->states;
  const Index batch = std::min(training.batchSize, data.trainRows);
  const std::int64_t rowNumbers = network.inputs() + targetRows(data, *training.loss.row);
  const std::int64_t numbers = parameterArrays * padded(network.parameterCount()) + 2 * padded(network.statisticCount()) +
                               network.passSize(batch, true, Memory::reused) + network.passSize(kEvaluationChunk, false) +
                               network.passSize(answerChunk(network), false, Memory::reused) +
                               rowNumbers * (padded(batch) + padded(data.trainRows) + padded(data.rows - data.trainRows));
  return numbers * std::int64_t{sizeof(Scalar)} + data.trainRows * std::int64_t{sizeof(std::uint32_t)};
}

bool Trainer::allocate() {
  const Index batch = setup_.training.batchSize, parameters = network_->parameterCount();
  bool ok = store_.fill(setup_.data, encoder_, *setup_.training.loss.row, task_) &&
            pass_.allocate(*network_, batch, true, Memory::reused) &&
            evaluation_.allocate(*network_, kEvaluationChunk, false) &&
            answers_.allocate(*network_, answerChunk(*network_), false, Memory::reused) && weights_[0].allocate(parameters) &&
            weights_[1].allocate(parameters) && gradients_.allocate(parameters) &&
            statistics_[0].allocate(network_->statisticCount()) && statistics_[1].allocate(network_->statisticCount());
  for (int i = 0; ok && i < setup_.training.optimizer.row->states; ++i) ok = states_[i].allocate(parameters);
  const Index rows = train().targets.features;
  ok = ok && batchMemory_.allocate(std::int64_t{network_->inputs() + rows} * padded(batch));
  if (!ok) return false;
  order_.resize(static_cast<std::size_t>(setup_.data.trainRows));
  return true;
}

void Trainer::reset() {
  const Index parameters = padded(network_->parameterCount());
  current_ = 0;
  std::memset(weights_[0].data(), 0, static_cast<std::size_t>(parameters) * sizeof(Scalar));
  network_->initialize(weights_[0].data(), setup_.seed);
  network_->initializeStatistics(statistics_[0].data());
  resetOptimizer();
  std::iota(order_.begin(), order_.end(), 0u);
  shuffle_ = Random(setup_.seed, Purpose::shuffle);
  position_ = setup_.data.trainRows;  // the first step starts an epoch
  steps_ = 0;
  diverged_ = hasPrevious_ = false;
  batchLoss_ = totalLoss_ = normBeforeClip_ = 0;
}

void Trainer::resetOptimizer() {
  const auto bytes = static_cast<std::size_t>(padded(network_->parameterCount())) * sizeof(Scalar);
  for (Buffer& state : states_) {
    if (state.data()) std::memset(state.data(), 0, bytes);
  }
  std::fill(std::begin(scalars_), std::end(scalars_), 0.0);
  isOptimizerNew_ = true;
}

TrainingState Trainer::state() const {
  TrainingState state{.weights = weights(),
                      .statistics = statistics_[current_].data(),
                      .isOptimizerNew = isOptimizerNew_,
                      .order = order_.data(),
                      .position = position_,
                      .drawn = shuffle_.drawn(),
                      .steps = steps_,
                      .diverged = diverged_};
  for (int i = 0; i < kMostStates; ++i) state.optimizer[i] = states_[i].data();
  std::copy(std::begin(scalars_), std::end(scalars_), std::begin(state.scalars));
  return state;
}

void Trainer::resume(const TrainingState& state) {
  reset();
  const auto copy = [](const Scalar* from, Buffer& to, Index count) {
    if (from && to.data()) std::memcpy(to.data(), from, static_cast<std::size_t>(count) * sizeof(Scalar));
  };
  copy(state.weights, weights_[current_], network_->parameterCount());
  copy(state.statistics, statistics_[current_], network_->statisticCount());
  for (int i = 0; i < kMostStates; ++i) copy(state.optimizer[i], states_[i], network_->parameterCount());
  std::copy(std::begin(state.scalars), std::end(state.scalars), std::begin(scalars_));
  std::copy(state.order, state.order + order_.size(), order_.begin());
  position_ = state.position;
  shuffle_.skipTo(state.drawn);
  steps_ = state.steps;
  isOptimizerNew_ = state.isOptimizerNew;
  diverged_ = state.diverged;
}

}  // namespace relu
