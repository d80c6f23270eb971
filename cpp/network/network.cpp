// Builds the layers of a network and runs passes through them.
#include "network/network.hpp"

#include "layer/dense.hpp"
#include "layer/element_wise.hpp"

namespace relu {
namespace {

constexpr int kUnitsField = 0, kUseBiasField = 1;  // of the dense layer type
constexpr std::string_view kLinear = "linear";

}  // namespace

Network::Network(const NetworkConfig& config, Index inputs, Index outputs) : inputs_(inputs) {
  Index width = inputs;
  const auto addStage = [&](const LayerConfig& layer, Index units) {
    add(std::make_unique<Dense>(DenseConfig{.inputs = width,
                                            .units = units,
                                            .useBias = layer.type.values[kUseBiasField] != 0,
                                            .weights = layer.initializer.value_or(config.initializer),
                                            .biases = layer.biasInitializer.value_or(config.biasInitializer)}));
    Stage stage{layerCount() - 1, layerCount() - 1};
    if (layer.activation.row->name != kLinear) {
      add(std::make_unique<ElementWise>(units, layer.activation));
      ++stage.outputs;
    }
    stages_.push_back(stage);
    width = units;
  };
  for (const LayerConfig& layer : config.layers) addStage(layer, static_cast<Index>(layer.type.values[kUnitsField]));
  addStage(config.output, outputs);
}

void Network::add(std::unique_ptr<Layer> layer) {
  offsets_.push_back(parameterCount_);
  parameterCount_ += layer->parameterCount();
  layers_.push_back(std::move(layer));
}

void Network::initialize(Scalar* parameters, std::uint32_t seed) const {
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
    for (Index index = stages_[stage].sums; index <= stages_[stage].outputs; ++index) {
      Random random(seed, Purpose::initial, static_cast<std::uint32_t>(stage));
      layer(index).initialize(parameters + offset(index), random);
    }
  }
}

std::int64_t Network::passSize(Index samples, bool withDeltas) const {
  std::int64_t numbers = 0;
  for (const auto& layer : layers_) {
    const bool ownDelta = withDeltas && !layer->sharesDelta();
    numbers += std::int64_t{layer->outputs()} * padded(samples) * (ownDelta ? 2 : 1);
  }
  return numbers;
}

bool Pass::allocate(const Network& network, Index capacity, bool withDeltas) {
  network_ = &network;
  capacity_ = capacity;
  withDeltas_ = withDeltas;
  samples_ = -1;
  values_.assign(static_cast<std::size_t>(network.layerCount()), {});
  deltas_.assign(static_cast<std::size_t>(network.layerCount()), {});
  return memory_.allocate(static_cast<Index>(network.passSize(capacity, withDeltas)));
}

void Pass::shape(Index samples) {
  if (samples == samples_) return;
  samples_ = samples;
  Scalar* next = memory_.data();
  const auto place = [&](Index features) {
    const Block block{next, features, samples, padded(samples)};
    next += features * padded(capacity_);
    return block;
  };
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const Layer& layer = network_->layer(static_cast<Index>(i));
    values_[i] = place(layer.outputs());
    if (withDeltas_) deltas_[i] = layer.sharesDelta() ? deltas_[i - 1] : place(layer.outputs());
  }
}

const Block& Pass::forward(const Scalar* parameters, const Block& x) {
  shape(x.samples);
  x_ = x;
  for (Index i = 0; i < network_->layerCount(); ++i) {
    network_->layer(i).forward({.parameters = parameters + network_->offset(i),
                                .gradients = nullptr,
                                .x = i ? value(i - 1) : x_,
                                .y = value(i),
                                .dx = {},
                                .dy = {}});
  }
  return values_.back();
}

void Pass::backward(const Scalar* parameters, Scalar* gradients) {
  for (Index i = network_->layerCount() - 1; i >= 0; --i) {
    network_->layer(i).backward({.parameters = parameters + network_->offset(i),
                                 .gradients = gradients + network_->offset(i),
                                 .x = i ? value(i - 1) : x_,
                                 .y = value(i),
                                 .dx = i ? delta(i - 1) : Block{},
                                 .dy = delta(i)});
  }
}

}  // namespace relu
