// The table of layer types, and the parameter list that every layer keeps.
#include "layer/layer.hpp"

#include <array>

namespace relu {
namespace {

constexpr std::array kDenseFields{
    Field{.name = "units",
          .title = "Units",
          .help = "How many units the layer has, each with weights of its own.",
          .kind = FieldKind::integer,
          .min = 1,
          .max = 1024,
          .standard = 8},
    Field{.name = "use_bias",
          .title = "Bias",
          .help = "Whether each unit adds a learned constant to its sum.",
          .kind = FieldKind::boolean,
          .min = 0,
          .max = 1,
          .standard = 1},
};

constexpr std::array kLayerTypes{
    LayerType{.name = "dense",
              .title = "Dense",
              .summary = "Every unit sees every output of the layer before it.",
              .fields = kDenseFields},
};

}  // namespace

std::span<const LayerType> layerTypes() { return kLayerTypes; }

Index Layer::parameterCount() const { return parameters_.empty() ? 0 : parameters_.back().offset + parameters_.back().count; }

void Layer::addParameter(std::string_view role, Index count, bool decays) {
  if (count > 0) parameters_.push_back({role, parameterCount(), count, decays});
}

}  // namespace relu
