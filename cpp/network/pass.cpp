// Runs a batch through the layers and back.
#include <cstring>

#include "core/simd.hpp"
#include "network/network.hpp"

namespace relu {
namespace {

void copy(const Block& from, const Block& to) {
  const std::size_t bytes = static_cast<std::size_t>(padded(from.samples)) * sizeof(Scalar);
  for (Index feature = 0; feature < from.features; ++feature) std::memcpy(to.row(feature), from.row(feature), bytes);
}

void add(const Block& from, const Block& to) {
  const Index width = padded(from.samples);
  for (Index feature = 0; feature < from.features; ++feature) {
    const Scalar* source = from.row(feature);
    Scalar* target = to.row(feature);
    for (Index s = 0; s < width; s += kLanes) store(target + s, load(target + s) + load(source + s));
  }
}

}  // namespace

bool Pass::allocate(const Network& network, Index capacity, bool withDeltas) {
  network_ = &network;
  capacity_ = capacity;
  withDeltas_ = withDeltas;
  samples_ = -1;
  const auto layers = static_cast<std::size_t>(network.layerCount());
  values_.assign(layers, {});
  deltas_.assign(layers, {});
  caches_.assign(layers, nullptr);
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
    const Network::Node& node = network_->nodes_[i];
    values_[i] = place(node.layer->outputs());
    if (withDeltas_) deltas_[i] = node.inPlace ? deltas_[static_cast<std::size_t>(node.input)] : place(node.layer->outputs());
    caches_[i] = next;
    next += padded(node.layer->cacheSize(padded(capacity_)));
  }
  scratch_ = next;
}

const Block& Pass::input(Index layer) const {
  const Index source = network_->node(layer).input;
  return source == Network::kInput ? x_ : value(source);
}

LayerPass Pass::layerPass(Index index, const PassInput& input) const {
  const Network::Node& node = network_->node(index);
  LayerPass pass;
  pass.mode = input.mode;
  pass.parameters = input.parameters + node.parameters;
  pass.statistics = input.statistics + node.statistics;
  pass.nextStatistics = input.nextStatistics ? input.nextStatistics + node.statistics : nullptr;
  pass.cache = caches_[static_cast<std::size_t>(index)];
  pass.seed = input.seed;
  pass.index = static_cast<std::uint32_t>(index);
  pass.step = input.step;
  pass.x = this->input(index);
  pass.y = value(index);
  if (node.skip != Network::kNone) pass.skip = node.skip == Network::kInput ? x_ : value(node.skip);
  return pass;
}

const Block& Pass::forward(const PassInput& input, const Block& x) {
  shape(x.samples);
  x_ = x;
  for (Index i = 0; i < network_->layerCount(); ++i) network_->layer(i).forward(layerPass(i, input));
  return values_.back();
}

void Pass::backward(const PassInput& input, Scalar* gradients, const Block& inputDelta) {
  for (Index i = network_->layerCount() - 1; i >= 0; --i) {
    const Network::Node& node = network_->node(i);
    const auto target = [&](Index source) { return source == Network::kInput ? inputDelta : delta(source); };
    LayerPass pass = layerPass(i, input);
    pass.gradients = gradients + node.parameters;
    pass.dy = delta(i);
    pass.dx = target(node.input);
    if (node.skip != Network::kNone) {
      const Block skip = target(node.skip);
      if (skip.data) node.skipAdds ? add(pass.dy, skip) : copy(pass.dy, skip);
    }
    const Block kept = pass.dx;
    if (kept.data && node.adds) pass.dx = Block{scratch_, kept.features, kept.samples, padded(kept.samples)};
    network_->layer(i).backward(pass);
    if (kept.data && node.adds) add(pass.dx, kept);
  }
}

}  // namespace relu
