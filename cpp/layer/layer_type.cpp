// The types of layers, in the order of the menus.
#include "layer/layer_type.hpp"

#include <array>

#include "core/text.hpp"
#include "layer/batch_normalization.hpp"
#include "layer/conv2d.hpp"
#include "layer/dense.hpp"
#include "layer/dropout.hpp"
#include "layer/element_wise.hpp"
#include "layer/flatten.hpp"
#include "layer/join.hpp"
#include "layer/layer_normalization.hpp"
#include "layer/pooling2d.hpp"
#include "layer/simple_rnn.hpp"

namespace relu {

std::span<const LayerType> layerTypes() {
  static const std::array kTypes{
      denseType(),
      conv2dType(),
      maxPooling2dType(),
      averagePooling2dType(),
      globalAveragePooling2dType(),
      flattenType(),
      simpleRnnType(),
      residualType(),
      activationType(),
      batchNormalizationType(),
      layerNormalizationType(),
      dropoutType(),
  };
  return kTypes;
}

std::string shapeText(const Shape& shape) {
  if (shape.isVector()) return sentence({shape.channels, shape.channels == 1 ? " feature" : " features"});
  return sentence({shape.channels, " × ", shape.height, " × ", shape.width});
}

}  // namespace relu
