// Dropout: switches units off at random while training.
#pragma once

#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

/// Inverted dropout.
///
/// Formula   Training: y = x / (1 − rate) with probability 1 − rate, else 0, element by element; evaluation: y = x.
/// Trap      What is switched off follows from the experiment's seed, the layer's place and the step alone, so the same step
///           drops the same elements in a run that was resumed.
/// Source    Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting".
class Dropout final : public Layer {
 public:
  Dropout(const Shape& shape, double rate);
  std::int64_t cacheSize(Index width) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;
  bool readsContext() const override { return true; }
  bool worksInPlace() const override { return true; }

 private:
  double rate_;
};

LayerType dropoutType();

}  // namespace relu
