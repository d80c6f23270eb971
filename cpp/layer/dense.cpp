// The row of the dense layer and its parameters.
#include "layer/dense.hpp"

namespace relu {
namespace {

enum DenseField { kUnits, kBias };
constexpr Field kFields[] = {
    {.name = "units",
     .title = "Units",
     .help = "How many units the layer has, each with weights of its own.",
     .kind = FieldKind::integer,
     .min = 1,
     .max = 1024,
     .standard = 8,
     .sliderMax = 32},
    kUseBias,
};

MadeLayer make(const LayerConfig& config, const Shape& input, const NetworkInitializers& standard) {
  if (!input.isVector()) {
    return Error{"shape_mismatch", "a dense layer takes a vector, got " + shapeText(input) + "; put a flatten layer before it",
                 ""};
  }
  return std::unique_ptr<Layer>(
      std::make_unique<Dense>(DenseConfig{.inputs = input.features(),
                                          .units = static_cast<Index>(config.type.values[kUnits]),
                                          .useBias = config.type.values[kBias] != 0,
                                          .weights = config.initializer.value_or(standard.weights),
                                          .biases = config.biasInitializer.value_or(standard.biases)}));
}

}  // namespace

LayerType denseType() {
  return {.name = "dense",
          .title = "Dense",
          .summary = "Every unit sees every output of the layer before it.",
          .fields = kFields,
          .parts = kHasInitializers,
          .activation = "relu",
          .make = make};
}

Dense::Dense(const DenseConfig& config) : Layer({.channels = config.inputs}, {.channels = config.units}), config_(config) {
  addParameter("weights", std::int64_t{config.units} * config.inputs, true);
  addParameter("biases", config.useBias ? config.units : 0, false);
}

void Dense::initialize(Scalar* parameters, Random& random) const {
  config_.weights.row->fill(parameters, outputs(), inputs(), inputs(), outputs(), config_.weights.values, random);
  if (!config_.useBias) return;
  config_.biases.row->fill(parameters + outputs() * inputs(), outputs(), 1, inputs(), outputs(), config_.biases.values, random);
}

}  // namespace relu
