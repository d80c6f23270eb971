// Layers in order over one contiguous array of parameters, and the memory of one pass through them. Knows no loss, no optimiser
// and no data set.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "layer/layer.hpp"
#include "layer/layer_type.hpp"

namespace relu {

struct NetworkConfig {
  Choice<Initializer> initializer;
  Choice<Initializer> biasInitializer;
  std::vector<LayerConfig> layers;  ///< The hidden ones.
  LayerConfig output;               ///< A dense layer whose units follow from the data.
};

/// One layer of the experiment in terms of the network's own: its sums Z and, after the activation, its outputs A.
struct Stage {
  std::string path;           ///< "network.layers[3].layers[0]"
  const LayerConfig* config;  ///< Into the network's own copy of the configuration.
  Index sums = 0;             ///< Index of the layer whose output is Z.
  Index outputs = 0;          ///< Index of the layer whose output is A; the same for a linear activation.
};

/// Where an element-wise layer puts ∂L/∂x: in the place of ∂L/∂y, or, for those who read both, beside it.
enum class Deltas { shared, separate };

/// What a pass may do with the memory of values and deltas that it needs no more.
enum class Memory {
  apart,   ///< Nothing: after the pass all of them can be read.
  reused,  ///< Give it to others: only the last layer's can be read, and what a deep network reads stays in the nearest cache.
};

/// Where the numbers of a pass lie, counted from the start of its memory.
struct PassLayout {
  std::vector<std::int64_t> values, deltas, caches;  ///< One a layer.
  std::int64_t scratch = 0;                          ///< For deltas that have to be added to others.
  std::int64_t size = 0;
};

/// The layers, how they are wired and where their numbers lie.
class Network {
 public:
  /// Without `outputs` the last of the hidden layers is the network's last.
  ///
  /// Errors    shape_mismatch with the layer's path and both shapes; out_of_range when there would be no layer at all.
  static Result<std::unique_ptr<Network>> build(NetworkConfig config, const Shape& input, std::optional<Index> outputs,
                                                Deltas deltas = Deltas::shared);

  const Shape& input() const { return input_; }
  Index inputs() const { return input_.features(); }
  Index outputs() const { return nodes_.back().layer->outputs(); }
  Index parameterCount() const { return parameterCount_; }
  Index statisticCount() const { return statisticCount_; }
  Index layerCount() const { return static_cast<Index>(nodes_.size()); }
  const Layer& layer(Index index) const { return *node(index).layer; }
  /// Where a layer's parameters start in the array.
  Index offset(Index index) const { return node(index).parameters; }
  Index statisticOffset(Index index) const { return node(index).statistics; }
  /// The experiment's layers in the order of computation, the output layer last. A residual block stands for its whole after
  /// its body.
  const std::vector<Stage>& stages() const { return stages_; }

  /// Draws all parameters. Each of the experiment's layers has a random stream of its own, so another width or activation here
  /// leaves the start of the layers there unchanged.
  void initialize(Scalar* parameters, std::uint32_t seed) const;
  void initializeStatistics(Scalar* statistics) const;

  /// Numbers that `Pass::allocate` needs for so many samples.
  std::int64_t passSize(Index samples, bool withDeltas, Memory memory = Memory::apart) const {
    return layout(samples, withDeltas, memory).size;
  }

 private:
  friend class Pass;
  static constexpr Index kNone = -2;   ///< No second input.
  static constexpr Index kInput = -1;  ///< The network's own input.

  struct Node {
    std::unique_ptr<Layer> layer;
    Index input = kInput;  ///< The layer whose output is x.
    Index skip = kNone;    ///< The layer whose output is the second input.
    Index parameters = 0;
    Index statistics = 0;
    std::uint32_t stream = 0;  ///< The stage that draws its numbers.
    bool inPlace = false;      ///< Its ∂L/∂x takes the place of ∂L/∂y.
    bool overwrites = false;   ///< Its y may take the place of x, which nobody needs any more.
    bool rectifies = false;    ///< It can do the work of the ReLU behind it, whose own turn forwards then falls away,
    bool gates = false;        ///< and of the ReLU before it, whose own turn backwards falls away.
    bool fusedForward = false, fusedBackward = false;  ///< The ReLU that these speak of.
    bool adds = false;                                 ///< Its ∂L/∂x is added to what a later consumer of x has left there.
    bool skipAdds = false;                             ///< The same for the second input.
  };

  Network(NetworkConfig config, const Shape& input) : config_(std::move(config)), input_(input) {}
  const Node& node(Index index) const { return nodes_[static_cast<std::size_t>(index)]; }
  Shape shapeOf(Index index) const { return index == kInput ? input_ : layer(index).output(); }
  Index add(std::unique_ptr<Layer> layer, Index input, Index skip = kNone);
  /// Adds one of the experiment's layers behind layer `input` and returns the last layer added, or what does not fit.
  Result<Index> addStage(const LayerConfig& config, const std::string& path, Index input);
  Result<Index> addResidual(const LayerConfig& config, const std::string& path, Index input);
  void planDeltas(Deltas deltas);
  void planFusion(const std::vector<int>& consumers);
  PassLayout layout(Index samples, bool withDeltas, Memory memory) const;
  PassLayout answerLayout(Index samples) const;

  NetworkConfig config_;
  Shape input_;
  Index parameterCount_ = 0;
  std::int64_t parameterNumbers_ = 0;
  Index statisticCount_ = 0;
  std::uint32_t stream_ = 0;
  std::vector<Node> nodes_;
  std::vector<Stage> stages_;
};

/// What a pass reads besides its batch.
struct PassInput {
  Mode mode = Mode::evaluation;
  const Scalar* parameters = nullptr;
  const Scalar* statistics = nullptr;
  Scalar* nextStatistics = nullptr;  ///< Training forward writes the new running statistics here; null: nobody keeps them.
  std::uint32_t seed = 0;
  std::uint32_t step = 0;
};

/// The memory of one pass: every layer's output and, for training, ∂L/∂output.
class Pass {
 public:
  /// Errors    false when memory is exhausted.
  [[nodiscard]] bool allocate(const Network& network, Index capacity, bool withDeltas, Memory memory = Memory::apart);

  /// Runs the layers on `x` (at most `capacity` samples) and returns the outputs, which stay valid until the next call.
  const Block& forward(const PassInput& input, const Block& x);
  /// Runs the layers backwards from ∂L/∂outputs in `outputDelta()`, after `forward`, whose arrays must still be there.
  /// Overwrites `gradients`, and `inputDelta` (∂L/∂x) where it has memory.
  void backward(Scalar* gradients, const Block& inputDelta = {});

  const Block& value(Index layer) const { return values_[static_cast<std::size_t>(layer)]; }
  /// ∂L/∂(output of that layer) after `backward`; for a layer followed by an element-wise one both are ∂L/∂Z (see
  /// worksInPlace).
  const Block& delta(Index layer) const { return deltas_[static_cast<std::size_t>(layer)]; }
  Block& outputDelta() { return deltas_.back(); }
  /// What that layer read in the last forward pass: the output of another or the batch itself.
  const Block& input(Index layer) const;
  /// The steps of a recurrent layer after `forward`, and their deltas after `backward`.
  History history(Index layer) const {
    return network_->layer(layer).history(caches_[static_cast<std::size_t>(layer)], samples_);
  }

 private:
  /// What a pass does at one layer, ready but for what changes from call to call.
  struct Operation {
    const Network::Node* node = nullptr;
    LayerPass pass;
    Block skipDelta;  ///< Where ∂L/∂skip goes; without data where nobody wants it or it is there already.
    bool hasForward = true, hasBackward = true;  ///< Nobody else does its work.
    const Dense* dense = nullptr;  ///< The layer itself where it is one: called by name, which costs WebAssembly less.
    bool isTold = true;            ///< More changes for it than where its parameters lie.
    Applied applied;               ///< All that it is: a call for the whole block.
    Index numbers = 0;             ///< Of that block.
  };

  void plan();
  void shape(Index samples);
  static void tell(const PassInput& input, const Block& x, Operation& operation);
  const Network* network_ = nullptr;
  PassLayout layout_;
  Memory memoryUse_ = Memory::apart;
  Index capacity_ = 0;
  Index samples_ = -1;
  Buffer memory_;
  bool withDeltas_ = false;
  std::vector<Block> values_, deltas_;
  std::vector<Scalar*> caches_;
  std::vector<Operation> operations_;
};

}  // namespace relu
