// An ordered list of layers over one contiguous array of parameters, and the memory of one pass through it. Knows no loss, no
// optimiser and no data set.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "activation/activation.hpp"
#include "initializer/initializer.hpp"
#include "layer/layer.hpp"

namespace relu {

/// A layer as the experiment describes it.
struct LayerConfig {
  Choice<LayerType> type;
  Choice<Activation> activation;
  std::optional<Choice<Initializer>> initializer;      ///< The network's when absent.
  std::optional<Choice<Initializer>> biasInitializer;  ///< The network's when absent.
};

struct NetworkConfig {
  Choice<Initializer> initializer;
  Choice<Initializer> biasInitializer;
  std::vector<LayerConfig> layers;  ///< The hidden ones.
  LayerConfig output;               ///< Its units follow from the data.
};

/// One layer of the experiment in terms of the network's own: its sums Z and, after the activation, its outputs A.
struct Stage {
  Index sums = 0;     ///< Index of the layer whose output is Z.
  Index outputs = 0;  ///< Index of the layer whose output is A; the same for a linear activation.
};

/// The layers and where their parameters lie.
class Network {
 public:
  Network(const NetworkConfig& config, Index inputs, Index outputs);

  Index inputs() const { return inputs_; }
  Index outputs() const { return layers_.back()->outputs(); }
  Index parameterCount() const { return parameterCount_; }
  Index layerCount() const { return static_cast<Index>(layers_.size()); }
  const Layer& layer(Index index) const { return *layers_[static_cast<std::size_t>(index)]; }
  /// Where a layer's parameters start in the array.
  Index offset(Index index) const { return offsets_[static_cast<std::size_t>(index)]; }
  /// The experiment's layers in order, the output layer last.
  const std::vector<Stage>& stages() const { return stages_; }

  /// Draws all parameters. Each layer has a random stream of its own, so another width or activation here leaves the start of
  /// the layers there unchanged.
  void initialize(Scalar* parameters, std::uint32_t seed) const;

  /// Numbers that `Pass::allocate` needs for so many samples.
  std::int64_t passSize(Index samples, bool withDeltas) const;

 private:
  void add(std::unique_ptr<Layer> layer);
  Index inputs_;
  Index parameterCount_ = 0;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<Index> offsets_;
  std::vector<Stage> stages_;
};

/// The memory of one pass: every layer's output and, for training, ∂L/∂output.
class Pass {
 public:
  /// Errors    false when memory is exhausted.
  [[nodiscard]] bool allocate(const Network& network, Index capacity, bool withDeltas);

  /// Runs the layers on `x` (at most `capacity` samples) and returns the outputs, which stay valid until the next call.
  const Block& forward(const Scalar* parameters, const Block& x);
  /// Runs the layers backwards from ∂L/∂outputs in `outputDelta()`, after `forward` on the same batch. Overwrites `gradients`.
  void backward(const Scalar* parameters, Scalar* gradients);

  const Block& value(Index layer) const { return values_[static_cast<std::size_t>(layer)]; }
  /// ∂L/∂(output of that layer) after `backward`; for a layer followed by an element-wise one both are ∂L/∂Z (see sharesDelta).
  const Block& delta(Index layer) const { return deltas_[static_cast<std::size_t>(layer)]; }
  Block& outputDelta() { return deltas_.back(); }
  Index capacity() const { return capacity_; }

 private:
  void shape(Index samples);
  const Network* network_ = nullptr;
  Index capacity_ = 0;
  Index samples_ = -1;
  Block x_;
  Buffer memory_;
  bool withDeltas_ = false;
  std::vector<Block> values_, deltas_;
};

}  // namespace relu
