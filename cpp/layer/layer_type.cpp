// The rows, in the order of the menus.
#include "layer/layer_type.hpp"

#include <array>

#include "layer/dense.hpp"

namespace relu {
namespace {

using Made = Result<std::unique_ptr<Layer>>;

constexpr Field kUseBias{.name = "use_bias",
                         .title = "Bias",
                         .help = "Whether each unit adds a learned constant to its sum.",
                         .kind = FieldKind::boolean,
                         .min = 0,
                         .max = 1,
                         .standard = 1};

constexpr std::array kDenseFields{
    Field{.name = "units",
          .title = "Units",
          .help = "How many units the layer has, each with weights of its own.",
          .kind = FieldKind::integer,
          .min = 1,
          .max = 1024,
          .standard = 8,
          .sliderMax = 32},
    kUseBias,
};

Made makeDense(const LayerConfig& config, const Shape& input, const NetworkInitializers& standard) {
  if (!input.isVector()) {
    return Error{"shape_mismatch", "a dense layer takes a vector, got " + shapeText(input) + "; put a flatten layer before it",
                 ""};
  }
  return std::unique_ptr<Layer>(
      std::make_unique<Dense>(DenseConfig{.inputs = input.features(),
                                          .units = static_cast<Index>(config.type.values[0]),
                                          .useBias = config.type.values[1] != 0,
                                          .weights = config.initializer.value_or(standard.weights),
                                          .biases = config.biasInitializer.value_or(standard.biases)}));
}

constexpr std::array kLayerTypes{
    LayerType{.name = "dense",
              .title = "Dense",
              .summary = "Every unit sees every output of the layer before it.",
              .fields = kDenseFields,
              .parts = kHasInitializers,
              .activation = "relu",
              .make = makeDense},
};

}  // namespace

std::span<const LayerType> layerTypes() { return kLayerTypes; }

std::string shapeText(const Shape& shape) {
  if (shape.isVector()) return std::to_string(shape.channels) + (shape.channels == 1 ? " feature" : " features");
  return std::to_string(shape.channels) + " × " + std::to_string(shape.height) + " × " + std::to_string(shape.width);
}

}  // namespace relu
