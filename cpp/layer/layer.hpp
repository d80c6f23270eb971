// What a layer is: shapes, parameters, forward, backward. A layer owns no numbers; it works on memory that a network hands it,
// so one layer serves training, evaluation and response grids at once. Knows nothing of losses and optimisers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/field.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"

namespace relu {

/// One array of a layer's parameters.
struct Parameter {
  std::string_view role;  ///< "weights", "biases" or "slopes".
  Index offset = 0;       ///< From the start of the layer's parameters.
  Index count = 0;
  bool decays = false;  ///< Penalties (L1, L2) act on it: weights only, neither biases nor slopes.
};

/// What a layer reads and writes in one pass over a batch.
struct LayerPass {
  const Scalar* parameters = nullptr;  ///< The layer's own, in the order of `Layer::parameters()`.
  Scalar* gradients = nullptr;         ///< The same layout; backward overwrites it.
  Block x, y;                          ///< Input and output.
  Block dx, dy;                        ///< ∂L/∂x and ∂L/∂y; dx.data is null where nobody wants it (the first layer).
};

/// One step of the network's computation.
///
/// Shape     x inputs() × samples → y outputs() × samples; dx and dy likewise.
/// Trap      `backward` may find dx and dy in the same memory when `sharesDelta()`; then it works in place.
class Layer {
 public:
  virtual ~Layer() = default;

  Index inputs() const { return inputs_; }
  Index outputs() const { return outputs_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  Index parameterCount() const;

  /// Draws the first parameters from `random`.
  virtual void initialize(Scalar* parameters, Random& random) const = 0;
  virtual void forward(const LayerPass& pass) const = 0;
  virtual void backward(const LayerPass& pass) const = 0;
  /// True for element-wise layers, whose ∂L/∂x takes the place of ∂L/∂y.
  virtual bool sharesDelta() const { return false; }

 protected:
  Layer(Index inputs, Index outputs) : inputs_(inputs), outputs_(outputs) {}
  void addParameter(std::string_view role, Index count, bool decays);

 private:
  Index inputs_, outputs_;
  std::vector<Parameter> parameters_;
};

/// One type of layer that an experiment may name, and its settings.
struct LayerType {
  std::string_view name;
  std::string_view title;
  std::string_view summary;
  Fields fields;
};

std::span<const LayerType> layerTypes();

}  // namespace relu
