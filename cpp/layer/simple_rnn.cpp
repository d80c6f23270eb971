// The row of the simple recurrent layer, and the walks along its steps.
//
// Inputs and outputs lie as [feature][step][sample], so step t of them is a window whose rows are as far apart as a whole
// sequence; the layer's own history lies step by step, so that the products inside the loop read contiguous blocks. The
// gradients of the weights wait until all steps' deltas are known and are then one product over all of them.
#include "layer/simple_rnn.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "layer/dense_kernel.hpp"

namespace relu {
namespace {

enum SimpleRnnField { kUnits, kReturnSequences, kBias };
constexpr int kSlopesField = 1;  // of a learned activation: 0 shared, 1 per unit

constexpr Field kFields[] = {{.name = "units",
                              .title = "Units",
                              .help = "How many numbers the state holds that goes from step to step.",
                              .kind = FieldKind::integer,
                              .min = 1,
                              .max = 1024,
                              .standard = 16,
                              .sliderMax = 64},
                             {.name = "return_sequences",
                              .title = "All states",
                              .help = "Hands on the state after every step instead of the last one only.",
                              .kind = FieldKind::boolean,
                              .min = 0,
                              .max = 1,
                              .standard = 0},
                             kUseBias};

MadeLayer make(const LayerConfig& config, const Shape& input, const NetworkInitializers& standard) {
  if (input.width != 1) {
    return Error{"shape_mismatch",
                 sentence({"a recurrent layer takes a sequence (features × steps × 1), got ", shapeText(input)}), ""};
  }
  const auto units = static_cast<Index>(config.type.values[kUnits]);
  if (input.height > kMostRecurrentStates / units) {
    return Error{"too_large",
                 sentence({units, " units over ", input.height, " steps are too many; expected at most ", kMostRecurrentStates,
                           " states in all"}),
                 ""};
  }
  const Choice<Initializer> orthogonal(*find(initializers(), "orthogonal"));
  return std::unique_ptr<Layer>(
      std::make_unique<SimpleRnn>(SimpleRnnConfig{.input = input,
                                                  .units = units,
                                                  .returnSequences = config.type.values[kReturnSequences] != 0,
                                                  .useBias = config.type.values[kBias] != 0,
                                                  .activation = config.activation,
                                                  .weights = config.initializer.value_or(standard.weights),
                                                  .recurrentWeights = config.recurrentInitializer.value_or(orthogonal),
                                                  .biases = config.biasInitializer.value_or(standard.biases)}));
}

/// Step `t` of a block of sequences, [feature][step][sample].
Block window(const Block& block, Index features, Index steps, Index t) {
  return {block.data + t * block.stride, features, block.samples, steps * block.stride};
}

Block moved(Block block, Index numbers) {
  block.data += numbers;
  return block;
}

}  // namespace

LayerType simpleRnnType() {
  return {.name = "simple_rnn",
          .title = "Simple recurrent",
          .summary = "Reads a sequence step by step; each step sees the new input and what the layer said at the step before.",
          .fields = kFields,
          .parts = kHasInitializers | kHasRecurrentInitializer,
          .activation = "tanh",
          .make = make};
}

SimpleRnn::SimpleRnn(const SimpleRnnConfig& config)
    : Layer(config.input, {.channels = config.units, .height = config.returnSequences ? config.input.height : 1}),
      config_(config),
      features_(config.input.channels),
      steps_(config.input.height),
      units_(config.units),
      recurrent_(config.units * config.input.channels),
      biases_(recurrent_ + config.units * config.units) {
  const Activation& activation = *config.activation.row;
  for (std::size_t i = 0; i < activation.fields.size(); ++i) values_[i] = static_cast<Scalar>(config.activation.values[i]);
  if (activation.learned) slopeCount_ = config.activation.values[kSlopesField] == 0 ? 1 : units_;
  addParameter("weights", std::int64_t{units_} * features_, true);
  addParameter("recurrent_weights", units_ * units_, true);
  addParameter("biases", config.useBias ? units_ : 0, false);
  slopes_ = parameterCount();
  addParameter("slopes", slopeCount_, false);
}

std::int64_t SimpleRnn::cacheSize(Index width) const { return 3 * std::int64_t{steps_} * units_ * width; }

History SimpleRnn::history(Scalar* cache, Index samples) const {
  const Index width = padded(samples), distance = units_ * width;
  const auto array = [&](Index number) { return Block{cache + number * steps_ * distance, units_, samples, width}; };
  return {array(0), array(1), array(2), distance, steps_};
}

void SimpleRnn::initialize(Scalar* parameters, Random& random) const {
  const auto fill = [&](const Choice<Initializer>& chosen, Index offset, Index inputs, Index fanIn) {
    chosen.row->fill(parameters + offset, units_, inputs, fanIn, units_, chosen.values, random);
  };
  fill(config_.weights, 0, features_, features_);
  fill(config_.recurrentWeights, recurrent_, units_, units_);
  if (config_.useBias) fill(config_.biases, biases_, 1, features_);
  std::fill_n(parameters + slopes_, slopeCount_, values_[0]);
}

void SimpleRnn::activate(const LayerPass& pass, const Block& sums, const Block& states) const {
  const Activation& activation = *config_.activation.row;
  const Scalar* values = slopeCount_ ? pass.parameters + slopes_ : values_;
  if (slopeCount_ <= 1) return activation.forward(sums.data, states.data, units_ * sums.stride, values);
  for (Index unit = 0; unit < units_; ++unit) activation.forward(sums.row(unit), states.row(unit), sums.stride, values + unit);
}

void SimpleRnn::differentiate(const LayerPass& pass, const Block& sums, const Block& states, const Block& deltas) const {
  const Activation& activation = *config_.activation.row;
  const Index width = sums.stride;
  if (slopeCount_ > 1) {
    for (Index unit = 0; unit < units_; ++unit) {
      pass.gradients[slopes_ + unit] += slopeGradient(sums.row(unit), deltas.row(unit), width);
      activation.backward(sums.row(unit), states.row(unit), deltas.row(unit), width, pass.parameters + slopes_ + unit);
    }
    return;
  }
  if (slopeCount_ == 1) pass.gradients[slopes_] += slopeGradient(sums.data, deltas.data, units_ * width);
  activation.backward(sums.data, states.data, deltas.data, units_ * width, slopeCount_ ? pass.parameters + slopes_ : values_);
}

void SimpleRnn::forward(const LayerPass& pass) const {
  auto [sums, states, deltas, distance, steps] = history(pass.cache, pass.x.samples);
  const Scalar* b = config_.useBias ? pass.parameters + biases_ : nullptr;
  for (Index t = 0; t < steps; ++t) {
    kernel::denseForward(pass.parameters, b, window(pass.x, features_, steps_, t), sums);
    if (t > 0) kernel::denseForwardAdd(pass.parameters + recurrent_, moved(states, -distance), sums);
    activate(pass, sums, states);
    if (config_.returnSequences)
      copy(states, window(pass.y, units_, steps_, t));
    else if (t == steps_ - 1)
      copy(states, pass.y);
    sums = moved(sums, distance);
    states = moved(states, distance);
  }
}

void SimpleRnn::backward(const LayerPass& pass) const {
  const History first = history(pass.cache, pass.x.samples);
  const Index distance = first.distance;
  std::fill_n(pass.gradients + slopes_, slopeCount_, Scalar(0));
  for (Index t = steps_ - 1; t >= 0; --t) {
    const Block deltas = moved(first.deltas, t * distance);
    const bool last = t == steps_ - 1;
    if (config_.returnSequences) {
      copy(window(pass.dy, units_, steps_, t), deltas);
      if (!last) kernel::denseBackwardInputAdd(pass.parameters + recurrent_, moved(deltas, distance), deltas);
    } else if (last) {
      copy(pass.dy, deltas);
    } else {
      kernel::denseBackwardInput(pass.parameters + recurrent_, moved(deltas, distance), deltas);
    }
    differentiate(pass, moved(first.sums, t * distance), moved(first.states, t * distance), deltas);
    if (pass.dx.data) kernel::denseBackwardInput(pass.parameters, deltas, window(pass.dx, features_, steps_, t));
  }
  kernel::denseBackwardWeights({first.deltas, distance, steps_}, {window(pass.x, features_, steps_, 0), pass.x.stride, steps_},
                               pass.gradients, config_.useBias ? pass.gradients + biases_ : nullptr);
  kernel::denseBackwardWeights({moved(first.deltas, distance), distance, steps_ - 1}, {first.states, distance, steps_ - 1},
                               pass.gradients + recurrent_, nullptr);
}

}  // namespace relu
