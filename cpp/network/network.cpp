// Builds the layers of a network and wires them.
#include "network/network.hpp"

#include <algorithm>

#include "core/flags.hpp"
#include "core/text.hpp"
#include "layer/element_wise.hpp"
#include "layer/join.hpp"

namespace relu {
namespace {

/// Parameters of a network and outputs of a layer that can still be counted where an Index has 32 bits.
constexpr std::int64_t kMostNumbers = std::int64_t{1} << 30;

constexpr std::string_view kLinear = "linear";

bool isRelu(const Layer& layer) {
  const Applied applied = layer.applied();
  return applied.row && applied.row->name == "relu";
}

}  // namespace

Result<std::unique_ptr<Network>> Network::build(NetworkConfig config, const Shape& input, std::optional<Index> outputs,
                                                Deltas deltas) {
  std::unique_ptr<Network> network(new Network(std::move(config), input));
  NetworkConfig& own = network->config_;
  Index last = kInput;
  for (std::size_t i = 0; i < own.layers.size(); ++i) {
    const Result<Index> added = network->addStage(own.layers[i], sentence({"network.layers[", i, "]"}), last);
    if (!added.ok()) return added.error();
    last = added.value();
  }
  if (outputs) {
    own.output.type.values[0] = static_cast<double>(*outputs);
    const Result<Index> added = network->addStage(own.output, "network.output", last);
    if (!added.ok()) return added.error();
  }
  if (network->nodes_.empty()) return Error{"out_of_range", "expected at least one layer", "network.layers"};
  network->planDeltas(deltas);
  return network;
}

Index Network::add(std::unique_ptr<Layer> layer, Index input, Index skip) {
  Node node;
  node.input = input;
  node.skip = skip;
  node.parameters = parameterCount_;
  node.statistics = statisticCount_;
  node.stream = stream_;
  parameterCount_ += layer->parameterCount();
  statisticCount_ += layer->statisticCount();
  node.layer = std::move(layer);
  nodes_.push_back(std::move(node));
  return layerCount() - 1;
}

Result<Index> Network::addStage(const LayerConfig& config, const std::string& path, Index input) {
  if (config.type.row->parts & kHasBody) return addResidual(config, path, input);
  Stage stage{path, &config, input, input};
  if (config.type.row->make) {
    Result<std::unique_ptr<Layer>> made =
        config.type.row->make(config, shapeOf(input), {config_.initializer, config_.biasInitializer});
    if (!made.ok()) return Error{made.error().code, made.error().message, path};
    const Shape& output = made.value()->output();
    parameterNumbers_ += made.value()->parameterNumbers();
    if (parameterNumbers_ > kMostNumbers || output.numbers() > static_cast<double>(kMostNumbers)) {
      return Error{"too_large", "needs more memory than there can be; take fewer layers, units or samples", path};
    }
    stage.sums = stage.outputs = add(std::move(made.value()), input);
  }
  const bool appliesItself = (config.type.row->parts & kHasRecurrentInitializer) != 0;
  if (!appliesItself && (config.activation.row->name != kLinear || !config.type.row->make)) {
    stage.outputs = add(std::make_unique<ElementWise>(shapeOf(stage.sums), config.activation), stage.sums);
    if (!config.type.row->make) stage.sums = stage.outputs;
  }
  ++stream_;
  stages_.push_back(stage);
  return stage.outputs;
}

Result<Index> Network::addResidual(const LayerConfig& config, const std::string& path, Index input) {
  Index last = input;
  for (std::size_t i = 0; i < config.body.size(); ++i) {
    const Result<Index> added = addStage(config.body[i], sentence({path, ".layers[", i, "]"}), last);
    if (!added.ok()) return added;
    last = added.value();
  }
  if (shapeOf(last) != shapeOf(input)) {
    return Error{
        "shape_mismatch",
        sentence({"the body of a residual block gives ", shapeText(shapeOf(last)), " for ", shapeText(shapeOf(input))}), path};
  }
  const Index join =
      add(std::make_unique<Join>(shapeOf(input), config.type.values[kResidualScale], config.type.values[kResidualRezero] != 0),
          last, input);
  Stage stage{path, &config, join, join};
  if (config.activation.row->name != kLinear) {
    stage.outputs = add(std::make_unique<ElementWise>(shapeOf(join), config.activation), join);
  }
  ++stream_;
  stages_.push_back(stage);
  return stage.outputs;
}

void Network::planDeltas(Deltas deltas) {
  std::vector<int> consumers(nodes_.size(), 0);
  for (const Node& node : nodes_) {
    if (node.input >= 0) ++consumers[static_cast<std::size_t>(node.input)];
    if (node.skip >= 0) ++consumers[static_cast<std::size_t>(node.skip)];
  }
  // Backwards, the first to reach an output's delta writes it and the others add. The network's input counts like a layer.
  Flags reached(nodes_.size() + 1, false);
  const auto reach = [&](Index source) {
    const bool before = reached[static_cast<std::size_t>(source + 1)];
    reached[static_cast<std::size_t>(source + 1)] = true;
    return before;
  };
  for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node) {
    if (node->skip != kNone) node->skipAdds = reach(node->skip);
    node->adds = reach(node->input);
    const bool alone = node->input >= 0 && consumers[static_cast<std::size_t>(node->input)] == 1;
    node->inPlace = deltas == Deltas::shared && node->layer->worksInPlace() && alone;
    node->overwrites = alone && node->layer->overwritesInput() && !layer(node->input).readsOutput();
  }
  planFusion(consumers);
}

void Network::planFusion(const std::vector<int>& consumers) {
  for (Node& relu : nodes_) {
    if (!isRelu(*relu.layer) || !relu.overwrites || !relu.inPlace) continue;
    Node& before = nodes_[static_cast<std::size_t>(relu.input)];
    before.rectifies = relu.fusedForward = before.layer->rectifies();
  }
  for (Node& after : nodes_) {
    if (after.input < 0 || consumers[static_cast<std::size_t>(after.input)] != 1 || !after.layer->gatesRelu()) continue;
    Node& relu = nodes_[static_cast<std::size_t>(after.input)];
    after.gates = relu.fusedBackward = isRelu(*relu.layer) && relu.overwrites && relu.inPlace;
  }
}

void Network::initialize(Scalar* parameters, std::uint32_t seed) const {
  for (const Node& node : nodes_) {
    Random random(seed, Purpose::initial, node.stream);
    node.layer->initialize(parameters + node.parameters, random);
  }
}

void Network::initializeStatistics(Scalar* statistics) const {
  for (const Node& node : nodes_) node.layer->initializeStatistics(statistics + node.statistics);
}

}  // namespace relu
