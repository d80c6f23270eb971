// The layer that lays a picture or a sequence out as one vector. It computes nothing.
#pragma once

#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

/// y = x, in row-major order, which is the order of storage.
///
/// Shape     channels × height × width → channels · height · width features.
class Flatten final : public Layer {
 public:
  explicit Flatten(const Shape& input) : Layer(input, {.channels = input.features()}) {}
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;
  bool worksInPlace() const override { return true; }
};

LayerType flattenType();

}  // namespace relu
