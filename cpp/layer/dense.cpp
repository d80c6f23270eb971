// Parameters of the dense layer and the calls of its kernels.
#include "layer/dense.hpp"

#include "layer/dense_kernel.hpp"

namespace relu {

Dense::Dense(const DenseConfig& config) : Layer({.channels = config.inputs}, {.channels = config.units}), config_(config) {
  addParameter("weights", config.units * config.inputs, true);
  addParameter("biases", config.useBias ? config.units : 0, false);
}

void Dense::initialize(Scalar* parameters, Random& random) const {
  config_.weights.row->fill(parameters, outputs(), inputs(), inputs(), outputs(), config_.weights.values, random);
  if (!config_.useBias) return;
  config_.biases.row->fill(parameters + outputs() * inputs(), outputs(), 1, inputs(), outputs(), config_.biases.values, random);
}

void Dense::forward(const LayerPass& pass) const {
  const Scalar* b = config_.useBias ? pass.parameters + outputs() * inputs() : nullptr;
  kernel::denseForward(pass.parameters, b, pass.x, pass.y);
}

void Dense::backward(const LayerPass& pass) const {
  Scalar* db = config_.useBias ? pass.gradients + outputs() * inputs() : nullptr;
  kernel::denseBackwardWeights(pass.dy, pass.x, pass.gradients, db);
  if (pass.dx.data) kernel::denseBackwardInput(pass.parameters, pass.dy, pass.dx);
}

}  // namespace relu
