// Layer normalisation, of each sample by itself.
#pragma once

#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

/// Layer normalisation over all features of a sample.
///
/// Formula   y = γ·x̂ + β element by element, x̂ = (x − mean) / √(variance + ε), mean and (biased) variance those of the
///           sample's own features, in training and in evaluation alike; dx = (g − mean(g) − x̂·mean(g·x̂)) / √(variance + ε)
///           with g = γ·dy.
/// Source    Ba, Kiros, Hinton 2016 (arXiv:1607.06450).
class LayerNormalization final : public Layer {
 public:
  LayerNormalization(const Shape& shape, double epsilon);
  std::int64_t cacheSize(Index width) const override;
  void initialize(Scalar* parameters, Random& random) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;

 private:
  double epsilon_;
};

LayerType layerNormalizationType();

}  // namespace relu
