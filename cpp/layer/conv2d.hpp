// The convolutional layer. Its arithmetic is in conv2d_kernel.hpp.
#pragma once

#include "core/field.hpp"
#include "initializer/initializer.hpp"
#include "layer/conv2d_kernel.hpp"
#include "layer/layer.hpp"
#include "layer/layer_type.hpp"
#include "layer/window.hpp"

namespace relu {

struct Conv2dConfig {
  Shape input;
  Index filters = 1;
  Window window;
  Index groups = 1;
  bool useBias = true;
  Choice<Initializer> weights;
  Choice<Initializer> biases;
};

/// Convolution of pictures (cross-correlation: the kernel is not turned round).
///
/// Formula   z(o, y, x) = b(o) + Σ over c, i, j of W(o, c, i, j) · x(c, y·s − p + i·d, x·s − p + j·d), cells outside being 0.
///           c runs over the channels of o's group.
/// Shape     channels × height × width → filters × ⌊(height + 2p − d(k − 1) − 1) / s⌋ + 1 × likewise. W is filters ×
///           channels / groups × kernel height × kernel width, b filters.
/// Source    Goodfellow, Bengio, Courville 2016, chapter 9; Dumoulin, Visin 2016 (arXiv:1603.07285) for the sizes.
class Conv2d final : public Layer {
 public:
  /// `config` must fit: see conv2dType's errors.
  explicit Conv2d(const Conv2dConfig& config);
  std::int64_t cacheSize(Index width) const override;
  void initialize(Scalar* parameters, Random& random) const override;
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;

 private:
  Index weightCount() const { return config_.filters * inputsOfFilter_; }
  Conv2dConfig config_;
  Index inputsOfFilter_;  ///< Weights of one filter.
  kernel::Gather outputs_, inputs_;
  kernel::WeightSums weights_;
};

/// Errors    out_of_range when groups do not divide channels and filters; shape_mismatch when the kernel is larger than the
///           padded picture.
LayerType conv2dType();

}  // namespace relu
