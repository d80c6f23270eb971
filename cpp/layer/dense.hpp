// The dense layer. Its arithmetic is in dense_kernel.hpp; the calls of it are inline, since they are a part of what a small layer takes.
#pragma once

#include "core/field.hpp"
#include "initializer/initializer.hpp"
#include "layer/dense_kernel.hpp"
#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

struct DenseConfig {
  Index inputs = 0;
  Index units = 0;
  bool useBias = true;
  Choice<Initializer> weights;
  Choice<Initializer> biases;
};

/// Dense layer: Z = W·X + b.
///
/// Shape     X inputs × samples · W units × inputs, row-major · b units → Z units × samples.
/// Source    Goodfellow, Bengio, Courville 2016, section 6.5.
class Dense final : public Layer {
 public:
  explicit Dense(const DenseConfig& config);
  void initialize(Scalar* parameters, Random& random) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;
  const Dense* asDense() const override { return this; }
  bool rectifies() const override { return true; }
  bool gatesRelu() const override { return true; }
  bool addsInputDelta() const override { return true; }

 private:
  DenseConfig config_;
};

LayerType denseType();

inline void Dense::forward(const LayerPass& pass) const {
  const Scalar* b = config_.useBias ? pass.parameters + outputs() * inputs() : nullptr;
  // Written out: through a pointer WebAssembly would check what it calls.
  if (pass.rectifies) return kernel::denseForwardRelu(pass.parameters, b, pass.x, pass.y);
  kernel::denseForward(pass.parameters, b, pass.x, pass.y);
}

inline void Dense::backward(const LayerPass& pass) const {
  Scalar* db = config_.useBias ? pass.gradients + outputs() * inputs() : nullptr;
  kernel::denseBackwardWeights(pass.dy, pass.x, pass.gradients, db);
  if (!pass.dx.data) return;
  if (pass.rectifiedInput) return kernel::denseBackwardInputRelu(pass.parameters, pass.dy, pass.x, pass.dx);
  if (pass.adds) return kernel::denseBackwardInputAdd(pass.parameters, pass.dy, pass.dx);
  kernel::denseBackwardInput(pass.parameters, pass.dy, pass.dx);
}

}  // namespace relu
