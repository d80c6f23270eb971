// Batch normalisation, of vectors feature by feature and of pictures and sequences channel by channel.
#pragma once

#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

/// Batch normalisation.
///
/// Formula   y = γ·x̂ + β, x̂ = (x − mean) / √(variance + ε). In training mean and (biased) variance are the batch's, over
///           samples and positions, and running ← momentum·running + (1 − momentum)·batch with the unbiased variance; in
///           evaluation they are the running ones. Backwards in training dx = γ / √(variance + ε) · (dy − mean(dy) −
///           x̂·mean(dy·x̂)), in evaluation dx = γ / √(variance + ε) · dy.
/// Unit      `momentum` is the share of the old running value that is kept (Keras, ONNX), 1 − PyTorch's.
/// Trap      Padding lanes count for nothing: they are left out of all sums, and y and dx are 0 there. One lone number a
///           channel has no unbiased variance; the running one then stays as it is.
/// Source    Ioffe, Szegedy 2015 (arXiv:1502.03167).
class BatchNormalization final : public Layer {
 public:
  BatchNormalization(const Shape& shape, double momentum, double epsilon);
  std::int64_t cacheSize(Index width) const override;
  void initialize(Scalar* parameters, Random& random) const override;
  void initializeStatistics(Scalar* statistics) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;
  bool readsContext() const override { return true; }

 private:
  Index channels_, positions_;
  double momentum_, epsilon_;
};

LayerType batchNormalizationType();

}  // namespace relu
