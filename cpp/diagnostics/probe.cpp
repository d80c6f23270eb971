// Copies numbers into blocks, runs rows and layers on them, and copies the results out.
#include "diagnostics/probe.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/document.hpp"
#include "core/text.hpp"

namespace relu {
namespace {

std::size_t size(Index count) { return static_cast<std::size_t>(count); }

Error wrongCount(const char* path, std::size_t expected, std::size_t got) {
  return {"shape_mismatch", sentence({"expected ", expected, " numbers, got ", got}), path};
}

const Error kOutOfMemory{"out_of_memory", "there is not enough memory for these numbers", ""};

void copyIn(std::span<const Scalar> rows, const Block& block) {
  for (Index sample = 0; sample < block.samples; ++sample)
    for (Index feature = 0; feature < block.features; ++feature)
      block.at(feature, sample) = rows[size(sample * block.features + feature)];
}

}  // namespace

Result<std::unique_ptr<LayerProbe>> LayerProbe::create(NetworkConfig layers, const Shape& input, Index samples) {
  if (samples < 1) return Error{"out_of_range", "expected at least one sample", "samples"};
  Result<std::unique_ptr<Network>> network = Network::build(std::move(layers), input, std::nullopt, Deltas::separate);
  if (!network.ok()) return network.error();
  std::unique_ptr<LayerProbe> probe(new LayerProbe);
  probe->network_ = std::move(network.value());
  const Network& own = *probe->network_;
  const Index features = own.inputs(), width = padded(samples);
  const bool allocated = probe->pass_.allocate(own, samples, true) && probe->parameters_.allocate(own.parameterCount()) &&
                         probe->gradients_.allocate(own.parameterCount()) &&
                         probe->statistics_.allocate(own.statisticCount()) &&
                         probe->nextStatistics_.allocate(own.statisticCount()) && probe->batch_.allocate(2 * features * width);
  if (!allocated) return kOutOfMemory;
  probe->x_ = {probe->batch_.data(), features, samples, width};
  probe->dx_ = {probe->batch_.data() + features * width, features, samples, width};
  own.initialize(probe->parameters_.data(), 0);
  own.initializeStatistics(probe->statistics_.data());
  return probe;
}

std::optional<Error> LayerProbe::setParameters(std::span<const Scalar> parameters) {
  if (parameters.size() != size(network_->parameterCount()))
    return wrongCount("parameters", size(network_->parameterCount()), parameters.size());
  std::copy(parameters.begin(), parameters.end(), parameters_.data());
  return std::nullopt;
}

std::optional<Error> LayerProbe::setStatistics(std::span<const Scalar> statistics) {
  if (statistics.size() != size(network_->statisticCount()))
    return wrongCount("statistics", size(network_->statisticCount()), statistics.size());
  std::copy(statistics.begin(), statistics.end(), statistics_.data());
  return std::nullopt;
}

std::optional<Error> LayerProbe::setInput(std::span<const Scalar> x) {
  if (x.size() != size(x_.features * x_.samples)) return wrongCount("x", size(x_.features * x_.samples), x.size());
  copyIn(x, x_);
  return std::nullopt;
}

void LayerProbe::forward(Mode mode, std::uint32_t seed, std::uint32_t step) {
  // A layer of another kind than the first may write only its own part of the new statistics.
  std::memcpy(nextStatistics_.data(), statistics_.data(), size(network_->statisticCount()) * sizeof(Scalar));
  passInput_ = {.mode = mode,
                .parameters = parameters_.data(),
                .statistics = statistics_.data(),
                .nextStatistics = mode == Mode::training ? nextStatistics_.data() : nullptr,
                .seed = seed,
                .step = step};
  pass_.forward(passInput_, x_);
}

std::optional<Error> LayerProbe::backward(std::span<const Scalar> upstream) {
  const Block& dy = pass_.outputDelta();
  if (upstream.size() != size(dy.features * samples()))
    return wrongCount("upstream", size(dy.features * samples()), upstream.size());
  std::fill_n(dy.data, dy.features * dy.stride, Scalar(0));
  copyIn(upstream, dy);
  pass_.backward(gradients_.data(), dx_);
  return std::nullopt;
}

std::span<const Scalar> LayerProbe::parameters() const { return {parameters_.data(), size(network_->parameterCount())}; }
std::span<const Scalar> LayerProbe::gradients() const { return {gradients_.data(), size(network_->parameterCount())}; }
std::span<const Scalar> LayerProbe::statistics() const {
  const Buffer& last = passInput_.nextStatistics ? nextStatistics_ : statistics_;
  return {last.data(), size(network_->statisticCount())};
}

std::vector<Scalar> LayerProbe::rows(const Block& block) {
  std::vector<Scalar> values(size(block.features * block.samples));
  for (Index sample = 0; sample < block.samples; ++sample)
    for (Index feature = 0; feature < block.features; ++feature)
      values[size(sample * block.features + feature)] = block.at(feature, sample);
  return values;
}

StageReading LayerProbe::read(const Stage& stage) const {
  const Block &a = pass_.value(stage.outputs), &dA = pass_.delta(stage.outputs);
  const Shape& shape = network_->layer(stage.outputs).output();
  const Index positions = shape.height * shape.width;
  const double numbers = static_cast<double>(a.features) * static_cast<double>(a.samples);
  StageReading reading;
  reading.fireShares.assign(size(shape.channels), 0.0);
  double squares = 0, sum = 0, distances = 0, zeros = 0;
  for (Index feature = 0; feature < a.features; ++feature) {
    for (Index sample = 0; sample < a.samples; ++sample) {
      const double value = a.at(feature, sample), slope = dA.at(feature, sample);
      squares += slope * slope;
      sum += value;
      if (value == 0)
        zeros += 1;
      else
        reading.fireShares[size(feature / positions)] += 1;
    }
  }
  reading.mean = sum / numbers;
  for (Index feature = 0; feature < a.features; ++feature) {
    for (Index sample = 0; sample < a.samples; ++sample) {
      const double distance = a.at(feature, sample) - reading.mean;
      distances += distance * distance;
    }
  }
  for (double& share : reading.fireShares) share /= static_cast<double>(positions) * static_cast<double>(a.samples);
  reading.deltaNorm = std::sqrt(squares);
  reading.deviation = std::sqrt(distances / numbers);
  reading.zeroShare = zeros / numbers;
  return reading;
}

ArrayReading LayerProbe::read(Index layer, const Parameter& parameter) const {
  const Index first = network_->offset(layer) + parameter.offset;
  const Scalar* gradient = gradients_.data() + first;
  double largest = 0;
  for (Index i = 0; i < parameter.count; ++i) largest = std::max(largest, std::abs(static_cast<double>(gradient[i])));
  return {norm(parameters_.data() + first, parameter.count), norm(gradient, parameter.count), largest};
}

namespace {

/// A block of given rows and the memory under it.
struct Given {
  Buffer memory;
  Block block;
  bool fill(Index samples, std::span<const Scalar> rows) {
    const Index features = static_cast<Index>(rows.size()) / samples;
    if (!memory.allocate(features * padded(samples))) return false;
    block = {memory.data(), features, samples, padded(samples)};
    copyIn(rows, block);
    return true;
  }
};

/// Whole rows, at least one number each.
std::optional<Error> checkRows(Index samples, std::span<const Scalar> outputs) {
  if (samples < 1) return Error{"out_of_range", "expected at least one sample", "samples"};
  if (outputs.empty() || outputs.size() % size(samples) != 0)
    return Error{"shape_mismatch", "expected as many outputs for each of the samples", "outputs"};
  return std::nullopt;
}

}  // namespace

Result<LossReading> probeLoss(const Choice<Loss>& loss, Index samples, std::span<const Scalar> outputs,
                              std::span<const Scalar> targets) {
  if (const auto error = checkRows(samples, outputs)) return *error;
  const std::size_t expected = loss.row->classIndex ? size(samples) : outputs.size();
  if (targets.size() != expected) return wrongCount("targets", expected, targets.size());
  const auto classes = static_cast<Scalar>(outputs.size() / size(samples));
  for (const Scalar target : targets) {
    if (loss.row->classIndex && !(target >= 0 && target < classes && target == std::floor(target)))
      return Error{"out_of_range", sentence({"expected class numbers below ", classes}), "targets"};
  }
  Given given, wanted, delta;
  if (!given.fill(samples, outputs) || !wanted.fill(samples, targets) || !delta.fill(samples, outputs)) return kOutOfMemory;
  const double sum = loss.row->evaluate(given.block, wanted.block, loss.values, &delta.block);
  return LossReading{sum / static_cast<double>(samples), LayerProbe::rows(delta.block)};
}

std::vector<Scalar> probeLink(const Loss& loss, Index samples, std::span<const Scalar> outputs) {
  Given given;
  if (checkRows(samples, outputs) || !given.fill(samples, outputs)) return {};
  applyLink(loss.link, given.block);
  return LayerProbe::rows(given.block);
}

Result<OptimizerReading> probeOptimizer(const Choice<Optimizer>& optimizer, std::span<const Scalar> weights,
                                        std::span<const Scalar> gradients, std::span<const double> rates,
                                        const OptimizerState& from) {
  const Index count = static_cast<Index>(weights.size());
  if (weights.empty() || gradients.size() % weights.size() != 0)
    return Error{"shape_mismatch", "expected a gradient for each weight and step", "gradients"};
  const std::size_t steps = gradients.size() / weights.size();
  if (!rates.empty() && rates.size() != steps) return wrongCount("rates", steps, rates.size());

  Buffer current, next, gradient, arrays[kMostStates];
  if (!current.allocate(count) || !next.allocate(count) || !gradient.allocate(count)) return kOutOfMemory;
  for (int i = 0; i < kMostStates; ++i) {
    if (!arrays[i].allocate(count)) return kOutOfMemory;
    if (from.arrays[i].empty()) continue;
    if (from.arrays[i].size() != weights.size()) return wrongCount("states", weights.size(), from.arrays[i].size());
    std::copy(from.arrays[i].begin(), from.arrays[i].end(), arrays[i].data());
  }
  std::copy(weights.begin(), weights.end(), current.data());

  OptimizerReading reading;
  reading.state.steps = from.steps;
  std::copy(std::begin(from.scalars), std::end(from.scalars), reading.state.scalars);
  for (std::size_t step = 0; step < steps; ++step) {
    std::copy_n(gradients.data() + step * weights.size(), weights.size(), gradient.data());
    const Update update{.weights = current.data(),
                        .next = next.data(),
                        .gradients = gradient.data(),
                        .states = {arrays[0].data(), arrays[1].data(), arrays[2].data()},
                        .scalars = reading.state.scalars,
                        .count = padded(count),
                        .learningRate = rates.empty() ? optimizer.values[0] : rates[step],
                        .parameters = optimizer.values,
                        .first = ++reading.state.steps == 1};
    if (!optimizer.row->update(update))
      return Error{"not_finite", sentence({"a weight or a state is not finite after step ", step + 1}), ""};
    std::swap(current, next);
    reading.weights.insert(reading.weights.end(), current.data(), current.data() + count);
  }
  for (int i = 0; i < optimizer.row->states; ++i) reading.state.arrays[i].assign(arrays[i].data(), arrays[i].data() + count);
  return reading;
}

}  // namespace relu
