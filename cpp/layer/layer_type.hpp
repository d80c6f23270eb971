// What a row of the table of layer types is: what an experiment may name, its settings, and how a layer is made from them.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "activation/activation.hpp"
#include "core/error.hpp"
#include "initializer/initializer.hpp"
#include "layer/layer.hpp"

namespace relu {

struct LayerType;
using MadeLayer = Result<std::unique_ptr<Layer>>;

/// A layer as the experiment describes it.
struct LayerConfig {
  Choice<LayerType> type;
  Choice<Activation> activation;                            ///< Linear for types that have none.
  std::optional<Choice<Initializer>> initializer;           ///< The network's when absent.
  std::optional<Choice<Initializer>> biasInitializer;       ///< The network's when absent.
  std::optional<Choice<Initializer>> recurrentInitializer;  ///< Orthogonal when absent.
  std::vector<LayerConfig> body;                            ///< Of a residual block.
};

/// The initialisers that a layer without its own takes.
struct NetworkInitializers {
  Choice<Initializer> weights;
  Choice<Initializer> biases;
};

/// What may be said of a layer besides its type's own fields.
enum LayerPart : unsigned {
  kHasInitializers = 1u << 0,
  kHasRecurrentInitializer = 1u << 1,
  kHasBody = 1u << 2,
};

/// One type of layer.
struct LayerType {
  std::string_view name;
  Words title;
  Words summary;  ///< One sentence in plain words.
  Fields fields;
  unsigned parts;               ///< LayerPart bits.
  std::string_view activation;  ///< The activation that it has when none is given; "" for types that have none.

  /// Makes the layer without its activation, which the network puts behind it (a recurrent layer uses its own).
  ///
  /// Errors    shape_mismatch, with both shapes in the sentence; the path is the caller's to add. Null for types that the
  ///           network itself builds (residual) or that are nothing but their activation.
  MadeLayer (*make)(const LayerConfig& config, const Shape& input, const NetworkInitializers& standard);
};

/// All types, in the order of the menus. A type's row, its fields and how it is made stand in the layer's own file.
std::span<const LayerType> layerTypes();

/// The field of every type that can do without biases.
inline constexpr Field kUseBias{.name = "use_bias",
                                .title = "Bias",
                                .help = "Whether each unit or filter adds a learned constant to its sum.",
                                .kind = FieldKind::boolean,
                                .min = 0,
                                .max = 1,
                                .standard = 1};

/// "3 × 8 × 8", or "64 features" for a vector.
std::string shapeText(const Shape& shape);

}  // namespace relu
