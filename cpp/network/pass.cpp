// Runs a batch through the layers and back.
#include <algorithm>

#include "core/simd.hpp"
#include "layer/dense.hpp"
#include "network/network.hpp"

namespace relu {
namespace {

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
  const Index stride = padded(samples);
  const auto fit = [&](Block& block) {
    block.samples = samples;
    block.stride = stride;
  };
  for (std::vector<Block>* blocks : {&values_, &deltas_}) std::for_each(blocks->begin(), blocks->end(), fit);
  for (Operation& operation : operations_) {
    LayerPass& pass = operation.pass;
    for (Block* block : {&pass.x, &pass.y, &pass.skip, &pass.dx, &pass.dy, &operation.skipDelta}) fit(*block);
    operation.numbers = pass.y.features * stride;
  }
}

const Block& Pass::input(Index layer) const { return operations_[static_cast<std::size_t>(layer)].pass.x; }

const Block& Pass::forward(const PassInput& input, const Block& x) {
  shape(x.samples);
  for (Operation& operation : operations_) {
    if (!operation.hasForward) continue;
    const Network::Node& node = *operation.node;
    LayerPass& pass = operation.pass;
    if (const Applied& applied = operation.applied; applied.row) {
      applied.row->forward(pass.x.data, pass.y.data, operation.numbers, applied.values);
      continue;
    }
    pass.parameters = input.parameters + node.parameters;
    if (operation.isTold) tell(input, x, operation);
    operation.dense ? operation.dense->Dense::forward(pass) : node.layer->forward(pass);
  }
  return values_.back();
}

void Pass::tell(const PassInput& input, const Block& x, Operation& operation) {
  const Network::Node& node = *operation.node;
  LayerPass& pass = operation.pass;
  pass.mode = input.mode;
  pass.statistics = input.statistics + node.statistics;
  pass.nextStatistics = input.nextStatistics ? input.nextStatistics + node.statistics : nullptr;
  pass.seed = input.seed;
  pass.step = input.step;
  if (node.input == Network::kInput) pass.x = x;
  if (node.skip == Network::kInput) pass.skip = x;
}

void Pass::backward(Scalar* gradients, const Block& inputDelta) {
  for (auto operation = operations_.rbegin(); operation != operations_.rend(); ++operation) {
    if (!operation->hasBackward) continue;
    const Network::Node& node = *operation->node;
    LayerPass& pass = operation->pass;
    if (const Applied& applied = operation->applied; applied.row) {
      if (pass.dx.data != pass.dy.data) copy(pass.dy, pass.dx);
      applied.row->backward(pass.x.data, pass.y.data, pass.dx.data, operation->numbers, applied.values);
      continue;
    }
    pass.gradients = gradients + node.parameters;
    if (node.input == Network::kInput) pass.dx = inputDelta;
    const Block& skip = node.skip == Network::kInput ? inputDelta : operation->skipDelta;
    if (node.skip != Network::kNone && skip.data) node.skipAdds ? add(pass.dy, skip) : copy(pass.dy, skip);
    if (!node.adds || pass.adds || !pass.dx.data) {
      operation->dense ? operation->dense->Dense::backward(pass) : node.layer->backward(pass);
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
