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

void Pass::shape(Index samples) {
  if (samples == samples_) return;
  samples_ = samples;
  const auto block = [&](std::int64_t place, Index features) {
    return Block{memory_.data() + place, features, samples, padded(samples)};
  };
  for (std::size_t i = 0; i < operations_.size(); ++i) {
    const Layer& layer = *network_->nodes_[i].layer;
    values_[i] = block(layout_.values[i], layer.outputs());
    if (withDeltas_) deltas_[i] = block(layout_.deltas[i], layer.outputs());
    caches_[i] = memory_.data() + layout_.caches[i];
  }
  for (std::size_t i = 0; i < operations_.size(); ++i) {
    const Network::Node& node = network_->nodes_[i];
    Operation& operation = operations_[i] = Operation();
    operation.node = &node;
    LayerPass& pass = operation.pass;
    pass.index = static_cast<std::uint32_t>(i);
    pass.cache = caches_[i];
    pass.y = values_[i];
    pass.dy = deltas_[i];
    if (node.input >= 0) {
      pass.x = value(node.input);
      pass.dx = delta(node.input);
    }
    if (node.skip >= 0) pass.skip = value(node.skip);
    if (node.skip >= 0 && delta(node.skip).data != pass.dy.data) operation.skipDelta = delta(node.skip);
    pass.adds = node.adds && node.layer->addsInputDelta();
    if (memoryUse_ == Memory::reused) {  // sums need not be seen, nor deltas before a ReLU's slope
      pass.rectifies = node.rectifies;
      pass.rectifiedInput = node.gates;
      operation.hasForward = !node.fusedForward;
      operation.hasBackward = !node.fusedBackward;
    }
  }
}

const Block& Pass::input(Index layer) const { return operations_[static_cast<std::size_t>(layer)].pass.x; }

LayerPass& Pass::prepared(Operation& operation, const PassInput& input) {
  const Network::Node& node = *operation.node;
  LayerPass& pass = operation.pass;
  pass.mode = input.mode;
  pass.parameters = input.parameters + node.parameters;
  pass.statistics = input.statistics + node.statistics;
  pass.nextStatistics = input.nextStatistics ? input.nextStatistics + node.statistics : nullptr;
  pass.seed = input.seed;
  pass.step = input.step;
  return pass;
}

const Block& Pass::forward(const PassInput& input, const Block& x) {
  shape(x.samples);
  for (Operation& operation : operations_) {
    if (!operation.hasForward) continue;
    const Network::Node& node = *operation.node;
    LayerPass& pass = prepared(operation, input);
    if (node.input == Network::kInput) pass.x = x;
    if (node.skip == Network::kInput) pass.skip = x;
    node.layer->forward(pass);
  }
  return values_.back();
}

void Pass::backward(const PassInput& input, Scalar* gradients, const Block& inputDelta) {
  for (auto operation = operations_.rbegin(); operation != operations_.rend(); ++operation) {
    if (!operation->hasBackward) continue;
    const Network::Node& node = *operation->node;
    LayerPass& pass = prepared(*operation, input);
    pass.gradients = gradients + node.parameters;
    if (node.input == Network::kInput) pass.dx = inputDelta;
    const Block& skip = node.skip == Network::kInput ? inputDelta : operation->skipDelta;
    if (node.skip != Network::kNone && skip.data) node.skipAdds ? add(pass.dy, skip) : copy(pass.dy, skip);
    if (!node.adds || pass.adds || !pass.dx.data) {
      node.layer->backward(pass);
      continue;
    }
    const Block sum = pass.dx;
    pass.dx = Block{memory_.data() + layout_.scratch, sum.features, sum.samples, padded(sum.samples)};
    node.layer->backward(pass);
    add(pass.dx, sum);
    pass.dx = sum;
  }
}

}  // namespace relu
