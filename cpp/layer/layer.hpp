// What a layer is: shapes, parameters, forward, backward. A layer owns no numbers; it works on memory that a network hands it,
// so one layer serves training, evaluation and response grids at once. Knows nothing of losses and optimisers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "activation/activation.hpp"
#include "core/field.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"

namespace relu {

/// One array of a layer's parameters, or of its running statistics.
struct Parameter {
  std::string_view role;  ///< "weights", "biases", "slopes", "gamma", "running_mean", …
  Index offset = 0;       ///< From the start of the layer's parameters (or statistics).
  Index count = 0;
  bool decays = false;  ///< Penalties (L1, L2) act on it: weights only, neither biases nor norms nor slopes.
};

enum class Mode { training, evaluation };

/// What a layer reads and writes in one pass over a batch.
struct LayerPass {
  Mode mode = Mode::evaluation;        ///< This, statistics, seed and step are told where a layer `readsContext()`.
  const Scalar* parameters = nullptr;  ///< The layer's own, in the order of `Layer::parameters()`.
  Scalar* gradients = nullptr;         ///< The same layout; backward overwrites it.
  const Scalar* statistics = nullptr;  ///< Running statistics, in the order of `Layer::statistics()`.
  Scalar* nextStatistics = nullptr;    ///< Forward in training writes the new ones here; null where nobody keeps them.
  Scalar* cache = nullptr;             ///< `cacheSize` numbers that forward leaves for backward.
  std::uint32_t seed = 0;              ///< With `index` and `step` it names the random numbers of this batch.
  std::uint32_t index = 0;             ///< The stream of the experiment's layer that it belongs to.
  std::uint32_t step = 0;              ///< Steps trained before this one.
  Block x, y;                          ///< Input and output.
  Block skip;                          ///< A second input, for layers that join two.
  Block dx, dy;                        ///< ∂L/∂x and ∂L/∂y; dx.data is null where nobody wants it (the first layer).
  bool rectifies = false;              ///< y is to be max(y, 0); only for layers that can (`rectifies()`).
  bool rectifiedInput = false;         ///< x came from a ReLU whose slope is to be taken into dx; likewise (`gatesRelu()`).
  bool adds = false;                   ///< ∂L/∂x is to be added to what lies in dx; only for layers with `addsInputDelta`.
};

/// An activation and the numbers that it is called with.
struct Applied {
  const Activation* row = nullptr;
  const Scalar* values = nullptr;
};

/// What a recurrent layer has kept of every step of a pass: of step t, the block of the first step moved by t · distance.
struct History {
  Block sums, states, deltas;  ///< Of the first step, units × samples: Z, A and, after backward, ∂L/∂Z.
  Index distance = 0;
  Index steps = 0;  ///< 0: the layer knows no steps.
};

class Dense;

/// One step of the network's computation.
///
/// Shape     x input() × samples → y output() × samples; dx and dy likewise.
/// Trap      Blocks are as wide as padded(samples) and their stride may be wider. Lanes past `samples` must be given finite
///           values in y and exact zeros in dx whenever they are so in x and dy.
class Layer {
 public:
  virtual ~Layer() = default;

  const Shape& input() const { return input_; }
  const Shape& output() const { return output_; }
  Index inputs() const { return inputs_; }
  Index outputs() const { return outputs_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  Index parameterCount() const { return extent(parameters_); }
  /// The same of a layer that may be too large to be: its parameters' places are good only where this fits an Index.
  std::int64_t parameterNumbers() const { return parameterNumbers_; }
  const std::vector<Parameter>& statistics() const { return statistics_; }
  Index statisticCount() const { return extent(statistics_); }

  /// Numbers that `forward` keeps for `backward` when blocks are `width` lanes wide.
  virtual std::int64_t cacheSize(Index width) const;
  /// Where in the cache of a pass over so many samples the steps lie.
  virtual History history(Scalar* cache, Index samples) const;
  /// Draws the first parameters from `random`.
  virtual void initialize(Scalar* parameters, Random& random) const;
  /// Sets the first running statistics.
  virtual void initializeStatistics(Scalar* statistics) const;
  virtual void forward(const LayerPass& pass) const = 0;
  virtual void backward(const LayerPass& pass) const = 0;
  /// True for element-wise layers, which may find dx in the place of dy and then work there.
  virtual bool worksInPlace() const { return false; }
  /// True for layers that may write y over x, because backward then finds in y all that it would look for in x.
  virtual bool overwritesInput() const { return false; }
  /// True for layers whose backward reads y, so that nobody else may write there.
  virtual bool readsOutput() const { return false; }
  /// The activation of a layer that is one and nothing else, without learned slopes; else nothing.
  virtual Applied applied() const { return {}; }
  /// Itself where it is a dense layer, the one that small networks are made of.
  virtual const Dense* asDense() const { return nullptr; }
  /// True for layers that read more of a pass than its blocks and their own parameters: mode, statistics, seed and step.
  virtual bool readsContext() const { return false; }
  /// True for layers that can do the work of a ReLU behind them,
  virtual bool rectifies() const { return false; }
  /// and, going backwards, of one before them.
  virtual bool gatesRelu() const { return false; }
  /// True for layers that can add ∂L/∂x to what is there.
  virtual bool addsInputDelta() const { return false; }

 protected:
  Layer(Shape input, Shape output) : input_(input), output_(output), inputs_(input.features()), outputs_(output.features()) {}
  void addParameter(std::string_view role, std::int64_t count, bool decays);
  void addStatistic(std::string_view role, Index count);

 private:
  static Index extent(const std::vector<Parameter>& arrays) {
    return arrays.empty() ? 0 : arrays.back().offset + arrays.back().count;
  }
  Shape input_, output_;
  Index inputs_, outputs_;
  std::int64_t parameterNumbers_ = 0;
  std::vector<Parameter> parameters_, statistics_;
};

}  // namespace relu
