// The layers that summarise neighbouring cells of each channel: by their maximum, by their mean. They learn nothing.
#pragma once

#include <vector>

#include "layer/layer.hpp"
#include "layer/layer_type.hpp"
#include "layer/window.hpp"

namespace relu {

/// y(c, place) = the largest x(c, cell) under the window; padding never wins.
///
/// Formula   dx(c, cell) = Σ of dy(c, place) over the windows that the cell has won. Of equal cells the first in row-major
///           order wins. A NaN under the window makes y a NaN.
/// Shape     channels × height × width → channels × ⌊(height + 2·padding − extent) / stride⌋ + 1 × likewise.
class MaxPooling2d final : public Layer {
 public:
  /// `window` must fit `input` and meet at least one cell everywhere: see maxPooling2dType's errors.
  MaxPooling2d(const Shape& input, const Window& window);
  /// The winning tap of each window, as a number.
  std::int64_t cacheSize(Index width) const override { return std::int64_t{outputs()} * width; }
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;

 private:
  Index tapsX_;
  Walk cellsY_, cellsX_;    ///< Of every output.
  Walk placesY_, placesX_;  ///< Of every cell.
};

/// y(c, place) = the mean of the cells under the window.
///
/// Formula   dx(c, cell) = Σ of dy(c, place) / (cells counted there) over the windows that meet the cell. Padding is not
///           counted (as in Keras and ONNX) unless `countsPadding` (as in PyTorch): then every sum is divided by all taps.
/// Shape     As for MaxPooling2d.
class AveragePooling2d final : public Layer {
 public:
  AveragePooling2d(const Shape& input, const Window& window, bool countsPadding);
  void forward(const LayerPass& pass) const override;
  void backward(const LayerPass& pass) const override;

 private:
  Walk cellsY_, cellsX_;
  Walk placesY_, placesX_;
  std::vector<Scalar> shares_;  ///< Of every output: 1 / cells counted.
};

/// Errors    shape_mismatch when the window is larger than the padded picture; out_of_range when it lies on padding alone
///           somewhere.
LayerType maxPooling2dType();
LayerType averagePooling2dType();

/// One window over the whole picture: channels × height × width → channels.
LayerType globalAveragePooling2dType();

}  // namespace relu
